using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>The head of a chain of audit records as it is now, signed; a file to keep elsewhere.</summary>
/// <param name="Park">Code; null or empty for what belongs to no park.</param>
/// <param name="Number">A kept head, by the number of the record it names; null for one of this moment, which is not kept.</param>
[Allow(Permission.SeeRecord)]
public sealed record GetAuditHead(string? Park, long? Number = null) : IQuery<GetAuditHead.File>, IInPark
{
    public sealed record File(string Name, ReadOnlyMemory<byte> Content);

    internal sealed class Handler(GreenParkDb db, Statements.Issuer issuer, CurrentUser user, TimeProvider clock) : IQueryHandler<GetAuditHead, File>
    {
        public async Task<Result<File>> Handle(GetAuditHead query, CancellationToken cancellationToken)
        {
            var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
            if (!found.TryGet(out var chain)) return found.To<File>();
            var of = string.IsNullOrEmpty(query.Park) ? AuditEntry.Platform : query.Park;
            if (query.Number is { } number)
                return await db.SealedAuditHeads.AsNoTracking().SingleOrDefaultAsync(x => x.Chain == chain && x.Number == number, cancellationToken) is { } kept
                    ? new File($"{of}-audit-head-{number}.json", kept.File) : Error.NotFound("audit.head_not_found", number);
            var last = await AuditRecord.Last.OfAsync(db, chain, cancellationToken);
            var head = new AuditHead(chain.ToString(), last.Number, last.Sha256, EvidenceTime.WholeSecond(clock.UtcNow()));
            return new File($"{of}-audit-head-{last.Number}.json", SignedAuditHead.Sign(head, issuer.Key).ToJson());
        }
    }
}
