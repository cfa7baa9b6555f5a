namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>The roles that a person holds today, oldest first: what a session can act as. Signing in asks, and every check of a session.</summary>
[Allow(Permission.SystemOnly)]
public sealed record ListHeldRoles(Guid UserId) : IQuery<IReadOnlyList<ListHeldRoles.Held>>
{
    public sealed record Held(
        RoleAssignmentId Id, Role Role, ParkId? ParkId, string Park, string ParkName, string ParkNameZh, TenantId? TenantId, string Tenant, DateOnly? Until, DateOnly? SeesFrom, DateOnly? SeesTo);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<ListHeldRoles, IReadOnlyList<Held>>
    {
        public async Task<Result<IReadOnlyList<Held>>> Handle(ListHeldRoles query, CancellationToken cancellationToken) => await (
            from role in db.RoleAssignments.Where(x => x.UserId == query.UserId).Where(HeldRoles.On(clock.Today()))
            join p in db.Parks on role.ParkId equals p.Id into parks
            from park in parks.DefaultIfEmpty()
            join t in db.Tenants on role.TenantId equals t.Id into tenants
            from tenant in tenants.DefaultIfEmpty()
            orderby role.GivenAt, role.Id
            select new Held(
                role.Id, role.Role, role.ParkId, park == null ? "" : park.Code.Value, park == null ? "" : park.Name.En, park == null ? "" : park.Name.Zh,
                role.TenantId, tenant == null ? "" : tenant.Code.Value, role.Until, role.SeesFrom, role.SeesTo)).ToListAsync(cancellationToken);
    }
}
