using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Identity;

/// <summary>What a form says about a role of a person.</summary>
/// <param name="Role">The role.</param>
/// <param name="Park">Code; empty is every park.</param>
/// <param name="Tenant">Code; empty is every tenant of the park.</param>
/// <param name="From">First UTC day; null is today.</param>
/// <param name="Until">UTC day after the last; null is until it is ended.</param>
/// <param name="SeesFrom">First day of the first month that a verifier sees.</param>
/// <param name="SeesTo">First day of the month after the last.</param>
public sealed record RoleFields(Role Role, string Park = "", string Tenant = "", DateOnly? From = null, DateOnly? Until = null, DateOnly? SeesFrom = null, DateOnly? SeesTo = null)
{
    /// <summary>The assignment, within what the one who gives it may give.</summary>
    internal async Task<Result<RoleAssignment>> ResolveAsync(GreenParkDb db, AppUser user, CurrentUser by, DateTime now, CancellationToken cancellationToken)
    {
        if (Rule.FirstBroken(
            new NobodyGivesMoreThanTheyHave(by, this), new NobodyJoinsATenantByThemselves(by, user, this), new AdministratorsAloneAreBoundToNoPark(this), new RolesOfTenantsAreBoundToATenant(this),
            new ARoleEndsAfterItBegins(this, DateOnly.FromDateTime(now)), new AnEngagementNamesMonthsAndItsEnd(this)) is { } error) return error;
        ParkId? park = null;
        TenantId? tenant = null;
        if (Park.Length > 0)
        {
            var found = await db.FindParkAsync(Park, cancellationToken);
            if (!found.TryGet(out var known)) return found.To<RoleAssignment>();
            park = known.Id;
        }
        if (Tenant.Length > 0)
        {
            var found = await db.FindTenantAsync(Park, Tenant, cancellationToken);
            if (!found.TryGet(out var known)) return found.To<RoleAssignment>();
            tenant = known.Id;
        }
        return RoleAssignment.Give(user, this, park, tenant, by, now);
    }

    internal sealed class Validator : AbstractValidator<RoleFields>
    {
        public Validator()
        {
            RuleFor(x => x.Role).Must(Roles.All.Contains).WithErrorCode("user.no_role");
            RuleFor(x => x.Park).IsOptionalText(Code.MaxLength);
            RuleFor(x => x.Tenant).IsOptionalText(Code.MaxLength);
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.Until).IsDay();
            RuleFor(x => x.SeesFrom).IsDay();
            RuleFor(x => x.SeesTo).IsDay();
        }
    }
}
