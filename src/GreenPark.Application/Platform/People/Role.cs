namespace GreenPark.Application.Platform.People;

/// <summary>What a user acts as. What each role may do stands in <see cref="RolePermissions"/>.</summary>
public enum Role
{
    None,
    /// <summary>Keeps parks and people, and may do whatever a park's manager may; bound to no park.</summary>
    Administrator,
    /// <summary>Runs a park: keeps its registers, rules, keys and people, makes runs final.</summary>
    ParkManager,
    /// <summary>Keeps a park's registers and readings, and runs provisionally.</summary>
    ParkClerk,
    /// <summary>Reads everything of a park but its audit record.</summary>
    ParkReader,
    /// <summary>Sees what is its own tenant's, and keeps that tenant's people.</summary>
    TenantManager,
    /// <summary>Sees what is its own tenant's, and nothing else.</summary>
    TenantReader,
    /// <summary>Keeps factors and compliance; reads everything of the park; decides on changes of readings and proposes none.</summary>
    ComplianceOfficer,
    /// <summary>From outside: reads what its engagement names, of a park and its months, until it is over; changes nothing.</summary>
    Verifier,
    /// <summary>A meter gateway by its API key: delivers one park's readings and nothing else. Not for people.</summary>
    MeterGateway,
}

public static class Roles
{
    /// <summary>The roles a user can be given, in the order of the list a page shows.</summary>
    public static readonly IReadOnlyList<Role> All =
    [
        Role.ParkManager, Role.ParkClerk, Role.ParkReader, Role.TenantManager, Role.TenantReader, Role.ComplianceOfficer, Role.Verifier, Role.Administrator,
    ];

    /// <summary>Of a tenant's own people.</summary>
    public static bool IsOfTenants(this Role role) => role is Role.TenantManager or Role.TenantReader;
}
