namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>The signed heads of a chain of audit records, newest first.</summary>
/// <param name="Park">Code; null or empty for what belongs to no park.</param>
[Allow(Permission.SeeRecord)]
public sealed record ListAuditHeads(string? Park, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListAuditHeads.Item>>, IPaged, IInPark
{
    /// <param name="Number">Of the record it names.</param>
    /// <param name="Sha256">Of the record it names.</param>
    public sealed record Item(long Number, string Sha256, DateTime At, string IssuerSha256);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListAuditHeads, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListAuditHeads query, CancellationToken cancellationToken)
        {
            var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
            return found.TryGet(out var chain)
                ? await db.SealedAuditHeads.Where(x => x.Chain == chain).OrderByDescending(x => x.Number).Select(x => new Item(x.Number, x.Sha256, x.At, x.IssuerSha256)).ToPageAsync(query, cancellationToken)
                : found.To<Page<Item>>();
        }
    }
}
