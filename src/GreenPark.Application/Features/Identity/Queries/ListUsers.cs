namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>By e-mail address.</summary>
[Allow(Permission.ManagePeople)]
public sealed record ListUsers(string? Search = null, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListUsers.Item>>, IPaged
{
    public sealed record Item(string Email, UserFields User, bool Locked, Guid Version);

    private sealed record Row(Guid Id, string Email, string DisplayName, string Culture, string? Park, string? Tenant, DateTimeOffset? LockedUntil, string? Stamp);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : IQueryHandler<ListUsers, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListUsers query, CancellationToken cancellationToken)
        {
            var users = db.VisibleUsers(asker);
            if (Paging.Pattern(query.Search) is { } pattern)
                users = users.Where(x => EF.Functions.Like(x.Email!, pattern, "\\") || EF.Functions.Like(x.DisplayName, pattern, "\\"));
            var page = await users.OrderBy(x => x.NormalizedEmail)
                .Select(x => new Row(
                    x.Id, x.Email!, x.DisplayName, x.Culture,
                    db.Parks.Where(p => p.Id == x.ParkScope).Select(p => p.Code.Value).FirstOrDefault(),
                    db.Tenants.Where(t => t.Id == x.TenantScope).Select(t => t.Code.Value).FirstOrDefault(),
                    x.LockoutEnd, x.ConcurrencyStamp))
                .ToPageAsync(query, cancellationToken);
            var roles = await RolesOfAsync([.. page.Items.Select(x => x.Id)], cancellationToken);
            var now = clock.GetUtcNow();
            return new Page<Item>(
                [.. page.Items.Select(x => new Item(
                    x.Email, new UserFields(x.DisplayName, x.Culture, [.. roles[x.Id]], x.Park ?? "", x.Tenant ?? ""), x.LockedUntil > now, Guid.Parse(x.Stamp!)))],
                page.Total, page.Skip, page.Take);
        }

        private async Task<ILookup<Guid, Role>> RolesOfAsync(List<Guid> users, CancellationToken cancellationToken) => (await (
            from given in db.UserRoles
            join role in db.Roles on given.RoleId equals role.Id
            where users.Contains(given.UserId)
            select new { given.UserId, role.Name }).ToListAsync(cancellationToken))
            .OrderBy(x => Enum.Parse<Role>(x.Name!)).ToLookup(x => x.UserId, x => Enum.Parse<Role>(x.Name!));
    }
}
