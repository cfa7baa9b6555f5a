using System.Linq.Expressions;

namespace GreenPark.Application.Features.Identity;

/// <summary>Who sees which roles of people.</summary>
internal static class HeldRoles
{
    /// <summary>Good on a UTC day.</summary>
    public static Expression<Func<RoleAssignment, bool>> On(DateOnly today) => x => x.EndedAt == null && x.From <= today && (x.Until == null || x.Until > today);

    /// <summary>Good now, or to come.</summary>
    public static Expression<Func<RoleAssignment, bool>> NotOver(DateOnly today) => x => x.EndedAt == null && (x.Until == null || x.Until > today);

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.UtcNow());

    /// <summary>Within one's own park and tenant.</summary>
    public static IQueryable<RoleAssignment> VisibleRoles(this GreenParkDb db, CurrentUser asker)
    {
        var roles = db.RoleAssignments.AsQueryable();
        if (asker.ParkScope is { } park) roles = roles.Where(x => x.ParkId == park);
        return asker.TenantScope is { } tenant ? roles.Where(x => x.TenantId == tenant) : roles;
    }

    /// <summary>The same of one that is read.</summary>
    public static bool Reaches(this CurrentUser asker, RoleAssignment role) =>
        (asker.ParkScope is null || role.ParkId == asker.ParkScope) && (asker.TenantScope is null || role.TenantId == asker.TenantScope);
}
