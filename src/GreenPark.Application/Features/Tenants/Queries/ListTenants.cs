using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Tenants.Queries;

/// <summary>By code; a tenant's user sees itself only. The search looks into code and both names.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListTenants(string Park, string? Search = null, int Skip = 0, int Take = Paging.DefaultTake)
    : IQuery<Page<ListTenants.Item>>, IPaged, IInPark
{
    public sealed record Item(string Code, string Name, string NameZh, string? CreditCode, string Trade, int Sites);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListTenants, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListTenants query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Page<Item>>();
            var tenants = db.Tenants.Where(x => x.ParkId == park.Id);
            if (Paging.Pattern(query.Search) is { } pattern)
                tenants = tenants.Where(x => EF.Functions.Like(EF.Property<string>(x, CodeMapping.KeyColumn), pattern.ToUpperInvariant(), "\\")
                    || EF.Functions.Like(x.Name.En, pattern, "\\") || EF.Functions.Like(x.Name.Zh, pattern, "\\"));
            return await tenants.OrderBy(x => x.Code)
                .Select(x => new Item(x.Code.Value, x.Name.En, x.Name.Zh, x.CreditCode == null ? null : x.CreditCode.Value.Value, x.Trade, x.Sites.Count))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
