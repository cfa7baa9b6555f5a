using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.DataAccess.Queries;

/// <summary>Who looked at a tenant's data, newest first: for the tenant itself and for those who oversee, not for those who look.</summary>
[Allow(Permission.SeeReads)]
public sealed record ListReads(string Park, string Tenant, SoughtReads Sought, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListReads.Item>>, IPaged, IInPark, IInTenant
{
    /// <param name="From">The first of the days that were shown; null where they have no bound.</param>
    /// <param name="To">The first day after.</param>
    /// <param name="IsOwn">By one of the tenant's own people.</param>
    public sealed record Item(DateTime At, DataKind Kind, DateOnly? From, DateOnly? To, string UserName, string ActingAs, bool IsOwn, string Address, string Request);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListReads, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListReads query, CancellationToken cancellationToken)
        {
            var found = await query.Sought.OfAsync(db, query.Park, query.Tenant, cancellationToken);
            if (!found.TryGet(out var reads)) return found.To<Page<Item>>();
            return await reads.Select(x => new Item(x.At, x.Kind, x.From, x.To, x.UserName, x.ActingAs, x.IsOwn, x.Address, x.Request)).ToPageAsync(query, cancellationToken);
        }
    }
}
