namespace GreenPark.Application.Features.Identity;

/// <summary>Neither a park one is not bound to, nor a role that may what one may not oneself.</summary>
internal sealed class NobodyGivesMoreThanTheyHave(CurrentUser by, RoleFields fields) : Rule
{
    public override Error? Check() => by.IsSystem ? null
        : !by.MayGive(fields.Role) ? Error.RuleBroken("user.beyond_own_role").In("Role")
        : by.ParkScope is not null && fields.Park.Length == 0 ? Error.RuleBroken("user.beyond_own_park").In("Park")
        : null;
}

/// <summary>Else whoever runs a park could decide, and look, in the name of a tenant.</summary>
internal sealed class NobodyJoinsATenantByThemselves(CurrentUser by, AppUser user, RoleFields fields) : Rule
{
    public override Error? Check() => by.Id == user.Id && by.TenantScope is null && fields.Role.IsOfTenants() ? Error.RuleBroken("user.own_tenant_role").In("Role") : null;
}

internal sealed class AdministratorsAloneAreBoundToNoPark(RoleFields fields) : Rule
{
    public override Error? Check() => fields.Role == Role.Administrator
        ? fields.Park.Length > 0 ? Error.RuleBroken("user.administrator_of_all_parks").In("Park") : null
        : fields.Park.Length == 0 ? Error.RuleBroken("user.needs_park").In("Park") : null;
}

internal sealed class RolesOfTenantsAreBoundToATenant(RoleFields fields) : Rule
{
    public override Error? Check() => fields.Role.IsOfTenants()
        ? fields.Tenant.Length == 0 ? Error.RuleBroken("user.needs_tenant").In("Tenant") : null
        : fields.Tenant.Length > 0 ? Error.RuleBroken("user.tenant_for_tenant_users").In("Tenant") : null;
}

internal sealed class ARoleEndsAfterItBegins(RoleFields fields, DateOnly today) : Rule
{
    public override Error? Check() => fields.Until is { } until && (until <= today || until <= fields.From) ? Error.RuleBroken("role.ends_too_early").In("Until") : null;
}

/// <summary>A verifier comes from outside: for months that are agreed on, and for a time.</summary>
internal sealed class AnEngagementNamesMonthsAndItsEnd(RoleFields fields) : Rule
{
    public override Error? Check() => fields.Role != Role.Verifier
        ? fields.SeesFrom is not null || fields.SeesTo is not null ? Error.RuleBroken("role.months_for_verifiers").In("SeesFrom") : null
        : fields.Until is null ? Error.RuleBroken("role.needs_end").In("Until")
        : fields.SeesFrom is not { Day: 1 } from || fields.SeesTo is not { Day: 1 } to || from >= to ? Error.RuleBroken("role.needs_months").In("SeesFrom")
        : null;
}

/// <summary>Else ending one would leave the other, and the person would go on unnoticed.</summary>
internal sealed class ARoleIsHeldOnceAtATime(IEnumerable<RoleAssignment> held, RoleAssignment given) : Rule
{
    public override Error? Check() => held.Any(x => x.EndedAt is null && (x.Role, x.ParkId, x.TenantId, x.SeesFrom, x.SeesTo) == (given.Role, given.ParkId, given.TenantId, given.SeesFrom, given.SeesTo)
        && new DateRange(x.From, x.Until).Overlaps(new DateRange(given.From, given.Until))) ? Error.RuleBroken("role.held_already").In("Role") : null;
}

internal sealed class NobodyTakesAdministrationFromThemselves(CurrentUser by, RoleAssignment assignment) : Rule
{
    public override Error? Check() => by.Id == assignment.UserId && assignment.Role.Hold(Permission.ManagePeople) ? Error.RuleBroken("user.own_administration") : null;
}

/// <summary>
/// Else whoever sets the password of a person could act as that person in roles that they could not give. Who holds none may come to any: their
/// account is nobody's of a park any more.
/// </summary>
internal sealed class AnAccountIsKeptByWhoCouldGiveAllItsRoles(CurrentUser by, IReadOnlyCollection<RoleAssignment> held, string? email) : Rule
{
    public override Error? Check() => by.IsSystem || by.Role == Role.Administrator && held.Count == 0 || held.Count > 0 && held.All(x => by.Reaches(x) && by.MayGive(x.Role)) ? null : Error.Forbidden("user.account_beyond_yours", email);
}
