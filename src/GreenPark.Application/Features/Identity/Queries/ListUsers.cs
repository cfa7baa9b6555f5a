namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>By e-mail address.</summary>
[Allow(Permission.ManagePeople)]
public sealed record ListUsers(string? Search = null, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListUsers.Item>>, IPaged
{
    /// <param name="Roles">Those that are not over, as far as the one who asks may see them.</param>
    public sealed record Item(string Email, UserFields User, IReadOnlyList<OfUser> Roles, bool Locked, Guid Version);

    public sealed record OfUser(Role Role, string Park, string Tenant);

    private sealed record Row(Guid Id, string Email, string DisplayName, string Culture, DateTimeOffset? LockedUntil, string? Stamp);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : IQueryHandler<ListUsers, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListUsers query, CancellationToken cancellationToken)
        {
            var users = db.VisibleUsers(asker);
            if (Paging.Pattern(query.Search) is { } pattern)
                users = users.Where(x => EF.Functions.Like(x.Email!, pattern, "\\") || EF.Functions.Like(x.DisplayName, pattern, "\\"));
            var page = await users.OrderBy(x => x.NormalizedEmail)
                .Select(x => new Row(
                    x.Id, x.Email!, x.DisplayName, x.Culture, x.LockoutEnd, x.ConcurrencyStamp))
                .ToPageAsync(query, cancellationToken);
            var roles = await RolesOfAsync([.. page.Items.Select(x => x.Id)], cancellationToken);
            var now = clock.GetUtcNow();
            return new Page<Item>(
                [.. page.Items.Select(x => new Item(
                    x.Email, new UserFields(x.DisplayName, x.Culture), [.. roles[x.Id]], x.LockedUntil > now, Guid.Parse(x.Stamp!)))],
                page.Total, page.Skip, page.Take);
        }

        private async Task<ILookup<Guid, OfUser>> RolesOfAsync(List<Guid> users, CancellationToken cancellationToken) => (await db.VisibleRoles(asker)
            .Where(x => users.Contains(x.UserId)).Where(HeldRoles.NotOver(clock.Today())).OrderBy(x => x.GivenAt).ThenBy(x => x.Id)
            .Select(x => new
            {
                x.UserId, x.Role,
                Park = db.Parks.Where(p => p.Id == x.ParkId).Select(p => p.Code.Value).FirstOrDefault(),
                Tenant = db.Tenants.Where(t => t.Id == x.TenantId).Select(t => t.Code.Value).FirstOrDefault(),
            }).ToListAsync(cancellationToken)).ToLookup(x => x.UserId, x => new OfUser(x.Role, x.Park ?? "", x.Tenant ?? ""));
    }
}
