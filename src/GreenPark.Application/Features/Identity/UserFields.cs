using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Identity;

/// <summary>What a form says about a user. <c>Park</c> and <c>Tenant</c> are codes; empty is no bound.</summary>
public sealed record UserFields(string DisplayName, string Culture, IReadOnlyList<Role> Roles, string Park = "", string Tenant = "")
{
    internal static readonly IReadOnlyList<string> Cultures = ["en", "zh-Hans"];

    internal Role AllRoles => Platform.People.Roles.Union(Roles);

    /// <summary>Codes to ids, within what the one who asks may see.</summary>
    internal async Task<Result<(ParkId? Park, TenantId? Tenant)>> ResolveAsync(GreenParkDb db, CurrentUser asker, CancellationToken cancellationToken)
    {
        if (Rule.FirstBroken(
            new ATenantUserIsBoundToItsTenant(AllRoles, Park, Tenant),
            new NobodyGivesMoreThanTheyHave(asker, AllRoles, Park),
            new AdministratorsAloneAreBoundToNoPark(AllRoles, Park)) is { } error) return error;
        if (Park.Length == 0) return ((ParkId?)null, (TenantId?)null);
        var parkFound = await db.FindParkAsync(Park, cancellationToken);
        if (!parkFound.TryGet(out var park)) return parkFound.To<(ParkId?, TenantId?)>();
        if (Tenant.Length == 0) return ((ParkId?)park.Id, (TenantId?)null);
        var tenantFound = await db.FindTenantAsync(Park, Tenant, cancellationToken);
        return tenantFound.TryGet(out var tenant) ? ((ParkId?)park.Id, (TenantId?)tenant.Id) : tenantFound.To<(ParkId?, TenantId?)>();
    }

    internal sealed class Validator : AbstractValidator<UserFields>
    {
        public Validator()
        {
            RuleFor(x => x.DisplayName).IsText(AppUser.NameLength);
            RuleFor(x => x.Culture).Must(Cultures.Contains).WithErrorCode("field.unknown_choice");
            RuleFor(x => x.Roles).Must(x => x is { Count: > 0 } && x.All(Platform.People.Roles.All.Contains)).WithErrorCode("user.no_role");
            RuleFor(x => x.Park).IsOptionalText(Code.MaxLength);
            RuleFor(x => x.Tenant).IsOptionalText(Code.MaxLength);
        }
    }
}

internal sealed class ATenantUserIsBoundToItsTenant(Role roles, string park, string tenant) : Rule
{
    public override Error? Check() => (roles & Platform.People.Roles.OfTenants) != 0
        ? (roles & ~Platform.People.Roles.OfTenants) != 0 ? Error.RuleBroken("user.tenant_role_alone").In("Roles")
            : park.Length == 0 ? Error.RuleBroken("user.needs_park").In("Park") : tenant.Length == 0 ? Error.RuleBroken("user.needs_tenant").In("Tenant") : null
        : tenant.Length > 0 ? Error.RuleBroken("user.tenant_for_tenant_users").In("Tenant") : null;
}

internal sealed class AdministratorsAloneAreBoundToNoPark(Role roles, string park) : Rule
{
    public override Error? Check() => (roles & Role.Administrator) != 0
        ? park.Length > 0 ? Error.RuleBroken("user.administrator_of_all_parks").In("Park") : null
        : park.Length == 0 ? Error.RuleBroken("user.needs_park").In("Park") : null;
}

/// <summary>Neither a park one is not bound to, nor a role that may what one may not oneself.</summary>
internal sealed class NobodyGivesMoreThanTheyHave(CurrentUser asker, Role roles, string park) : Rule
{
    public override Error? Check() =>
        asker.ParkScope is not null && park.Length == 0 ? Error.RuleBroken("user.beyond_own_park").In("Park")
        : !asker.IsSystem && roles.Each().Any(x => !RolePermissions.Of(x).All(asker.May)) ? Error.RuleBroken("user.beyond_own_role").In("Roles")
        : null;
}
