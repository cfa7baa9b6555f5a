using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>Goes along a chain of audit records in the database, and compares it with the heads that were signed.</summary>
/// <param name="Park">Code; null or empty for what belongs to no park.</param>
[Allow(Role.ParkReaders)]
public sealed record CheckAuditChain(string? Park) : IQuery<CheckAuditChain.Found>
{
    /// <param name="Chain">As evidence writes it.</param>
    /// <param name="Sha256">Of the last record.</param>
    /// <param name="HeadsCompared">Signed heads, of this chain's.</param>
    /// <param name="Faults">The first hundred; empty where the chain is whole.</param>
    public sealed record Found(string Chain, long Records, string Sha256, int HeadsCompared, IReadOnlyList<Error> Faults);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<CheckAuditChain, Found>
    {
        public async Task<Result<Found>> Handle(CheckAuditChain query, CancellationToken cancellationToken)
        {
            var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
            if (!found.TryGet(out var chain)) return found.To<Found>();
            var heads = await db.SealedAuditHeads.Where(x => x.Chain == chain).OrderBy(x => x.Number).Select(x => new { x.Number, x.Sha256 }).ToListAsync(cancellationToken);
            var walk = new AuditChainWalk(chain.ToString(), [.. heads.Select(x => (x.Number, x.Sha256))]);
            await foreach (var record in db.AuditRecords.AsNoTracking().Where(x => x.Chain == chain).OrderBy(x => x.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (walk.IsOver) break;
                walk.Take(record.ToEntry().ToLine(record.Sha256));
            }
            return new Found(chain.ToString(), walk.Number, walk.Last, heads.Count, [.. (walk.Errors.Any ? walk.Errors.ToFailure<int>().Errors : []).Concat(walk.Heads()).Take(ErrorList.KeptInFull)]);
        }
    }
}
