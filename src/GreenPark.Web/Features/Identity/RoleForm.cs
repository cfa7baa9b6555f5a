using GreenPark.Application.Features.Identity;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Features.Identity;

/// <summary>What is filled in of a role so far. Fields that the chosen role does not have are kept on the page, and not sent.</summary>
public sealed class RoleForm
{
    public Role? Role { get; set; }
    public string? Park { get; set; }
    public string? Tenant { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public DateOnly? SeesFrom { get; set; }
    public DateOnly? SeesTo { get; set; }

    public RoleFields ToFields()
    {
        var (role, verifies) = (Role ?? Application.Platform.People.Role.None, Role == Application.Platform.People.Role.Verifier);
        return new RoleFields(role, role == Application.Platform.People.Role.Administrator ? "" : Park ?? "", role.IsOfTenants() ? Tenant ?? "" : "", From, Until, verifies ? SeesFrom : null, verifies ? SeesTo : null);
    }
}
