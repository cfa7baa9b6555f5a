namespace GreenPark.Application.Features.Identity.Passwords;

/// <summary>What is easy to guess for one person: the own name and address, and the parks and tenants of the roles, by name and code.</summary>
internal static class KnownOfPerson
{
    public static async Task<IReadOnlyList<string?>> KnownOfAsync(this GreenParkDb db, AppUser user, CancellationToken cancellationToken)
    {
        var parks = from role in db.RoleAssignments where role.UserId == user.Id join park in db.Parks on role.ParkId equals park.Id select new { Code = park.Code.Value, park.Name.En, park.Name.Zh };
        var tenants = from role in db.RoleAssignments where role.UserId == user.Id join tenant in db.Tenants on role.TenantId equals tenant.Id select new { Code = tenant.Code.Value, tenant.Name.En, tenant.Name.Zh };
        var places = (await parks.ToListAsync(cancellationToken)).Concat(await tenants.ToListAsync(cancellationToken));
        return [user.Email, user.DisplayName, .. places.SelectMany(x => new[] { x.Code, x.En, x.Zh })];
    }
}
