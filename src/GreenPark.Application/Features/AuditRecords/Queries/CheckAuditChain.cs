using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>Goes along a chain of audit records in the database, and compares it with the heads that were signed.</summary>
/// <param name="Park">Code; null or empty for what belongs to no park.</param>
[Allow(Permission.SeeRecord)]
public sealed record CheckAuditChain(string? Park) : IQuery<CheckAuditChain.Found>, IInPark
{
    /// <param name="Chain">As evidence writes it.</param>
    /// <param name="Sha256">Of the last record.</param>
    /// <param name="HeadsCompared">Heads with the present issuer's signature.</param>
    /// <param name="OtherSigners">SHA-256 of other certificates that heads are signed with: earlier ones of this installation, or nobody's.</param>
    /// <param name="Faults">The first hundred; empty where the chain is whole.</param>
    public sealed record Found(string Chain, long Records, string Sha256, int HeadsCompared, IReadOnlyList<string> OtherSigners, IReadOnlyList<Error> Faults);

    internal sealed class Handler(GreenParkDb db, Statements.Issuer issuer, CurrentUser user) : IQueryHandler<CheckAuditChain, Found>
    {
        public async Task<Result<Found>> Handle(CheckAuditChain query, CancellationToken cancellationToken)
        {
            var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
            if (!found.TryGet(out var chain)) return found.To<Found>();
            var heads = await db.SealedAuditHeads.AsNoTracking().Where(x => x.Chain == chain).OrderBy(x => x.Number).ToListAsync(cancellationToken);
            var (faults, signers) = (new List<Error>(), new List<string>());
            foreach (var head in heads)
            {
                var signed = head.Verified();
                if (signed.TryGet(out var signer)) signers.Add(signer);
                else faults.AddRange(signed.Errors);
            }
            var walk = new AuditChainWalk(chain.ToString(), [.. heads.Select(x => (x.Number, x.Sha256))]);
            await db.WalkAsync(chain, walk, cancellationToken);
            faults.AddRange(walk.Errors.Any ? walk.Errors.ToFailure<int>().Errors : []);
            faults.AddRange(walk.Heads());
            return new Found(chain.ToString(), walk.Number, walk.Last, signers.Count(x => x == issuer.Key.Fingerprint), [.. signers.Where(x => x != issuer.Key.Fingerprint).Distinct()],
                [.. faults.Take(ErrorList.KeptInFull)]);
        }
    }
}
