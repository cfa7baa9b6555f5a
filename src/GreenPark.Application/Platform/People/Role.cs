namespace GreenPark.Application.Platform.People;

/// <summary>What a user may be. What each role may do stands in <see cref="RolePermissions"/>.</summary>
[Flags]
public enum Role
{
    None = 0,
    /// <summary>Keeps parks and people, and may do whatever a park's manager may; bound to no park.</summary>
    Administrator = 1,
    /// <summary>Runs a park: keeps its registers, rules, keys and people, makes runs final.</summary>
    ParkManager = 2,
    /// <summary>Keeps a park's registers and readings, and runs provisionally.</summary>
    ParkClerk = 4,
    /// <summary>Reads everything of a park.</summary>
    ParkReader = 8,
    /// <summary>Sees what is its own tenant's, for whom it speaks.</summary>
    TenantManager = 16,
    /// <summary>Sees what is its own tenant's, and nothing else.</summary>
    TenantReader = 32,
    /// <summary>Keeps factors and compliance; reads everything of the park; decides on changes of readings and proposes none.</summary>
    ComplianceOfficer = 64,
    /// <summary>From outside: reads everything of the park that its engagement names; changes nothing.</summary>
    Verifier = 128,
    /// <summary>A meter gateway by its API key: delivers one park's readings and nothing else. Not for people.</summary>
    MeterGateway = 256,
}

public static class Roles
{
    /// <summary>The roles a user can be given, in the order of the list a page shows.</summary>
    public static readonly IReadOnlyList<Role> All =
    [
        Role.ParkManager, Role.ParkClerk, Role.ParkReader, Role.TenantManager, Role.TenantReader, Role.ComplianceOfficer, Role.Verifier, Role.Administrator,
    ];

    /// <summary>Of a tenant's own people.</summary>
    public const Role OfTenants = Role.TenantManager | Role.TenantReader;

    public static IEnumerable<Role> Each(this Role roles) => All.Where(x => (roles & x) != 0);

    public static Role Union(IEnumerable<Role> roles) => roles.Aggregate(Role.None, (all, x) => all | x);
}
