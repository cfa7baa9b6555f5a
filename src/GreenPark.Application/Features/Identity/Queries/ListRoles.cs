namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>The roles of a person that one may see, newest first; also those that are over.</summary>
[Allow(Permission.ManagePeople)]
public sealed record ListRoles(string Email) : IQuery<IReadOnlyList<ListRoles.Item>>
{
    /// <param name="MayEnd">Whether the one who asks can end it now.</param>
    public sealed record Item(
        RoleAssignmentId Id, Role Role, string Park, string Tenant, DateOnly From, DateOnly? Until, DateOnly? SeesFrom, DateOnly? SeesTo,
        string GivenBy, DateTime GivenAt, DateTime? EndedAt, string EndedBy, string EndReason, bool MayEnd);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : IQueryHandler<ListRoles, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListRoles query, CancellationToken cancellationToken)
        {
            var found = await db.FindUserAsync(asker, query.Email, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<IReadOnlyList<Item>>();
            var rows = await db.VisibleRoles(asker).AsNoTracking().Where(x => x.UserId == user.Id).OrderByDescending(x => x.GivenAt).ThenBy(x => x.Id)
                .Select(x => new
                {
                    Held = x,
                    Park = db.Parks.Where(p => p.Id == x.ParkId).Select(p => p.Code.Value).FirstOrDefault(),
                    Tenant = db.Tenants.Where(t => t.Id == x.TenantId).Select(t => t.Code.Value).FirstOrDefault(),
                }).ToListAsync(cancellationToken);
            var today = clock.Today();
            return rows.ConvertAll(x => new Item(
                x.Held.Id, x.Held.Role, x.Park ?? "", x.Tenant ?? "", x.Held.From, x.Held.Until, x.Held.SeesFrom, x.Held.SeesTo, x.Held.GivenBy, x.Held.GivenAt, x.Held.EndedAt, x.Held.EndedBy, x.Held.EndReason,
                x.Held.EndedAt is null && !(x.Held.Until <= today) && asker.MayGive(x.Held.Role) && new NobodyTakesAdministrationFromThemselves(asker, x.Held).Check() is null));
        }
    }
}
