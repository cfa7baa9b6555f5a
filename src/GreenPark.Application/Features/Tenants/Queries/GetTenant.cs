namespace GreenPark.Application.Features.Tenants.Queries;

[Allow(Permission.SeeOwn)]
public sealed record GetTenant(string Park, string Code) : IQuery<GetTenant.Detail>, IInPark
{
    public sealed record Detail(string Code, TenantFields Tenant, IReadOnlyList<SiteItem> Sites, Guid Version);

    public sealed record SiteItem(string Code, string Name, string NameZh, string Address, string UnLocode);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetTenant, Detail>
    {
        public async Task<Result<Detail>> Handle(GetTenant query, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(query.Park, query.Code, cancellationToken);
            if (!found.TryGet(out var x)) return found.To<Detail>();
            var fields = new TenantFields(
                x.Name.En, x.Name.Zh, x.CreditCode?.Value ?? "", x.Trade, x.BaselineFactor?.Grams, x.Contact.Person, x.Contact.Phone, x.Contact.Email);
            var sites = x.Sites.OrderBy(s => s.Code).Select(s => new SiteItem(s.Code.Value, s.Name.En, s.Name.Zh, s.Address, s.UnLocode));
            return new Detail(x.Code.Value, fields, [.. sites], x.Version);
        }
    }
}
