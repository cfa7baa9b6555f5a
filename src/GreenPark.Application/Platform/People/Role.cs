namespace GreenPark.Application.Platform.People;

/// <summary>What a user may be. A user can have several; requests name those that may send them.</summary>
[Flags]
public enum Role
{
    None = 0,
    /// <summary>Keeps the registers, imports readings, runs and issues.</summary>
    ParkOperator = 1,
    /// <summary>Sees what is its own tenant's, and nothing else.</summary>
    TenantUser = 2,
    /// <summary>Keeps factors and compliance; reads everything of the park.</summary>
    ComplianceOfficer = 4,
    /// <summary>Reads everything of the park; changes nothing.</summary>
    Verifier = 8,
    /// <summary>Keeps parks and users, and may do whatever an operator may.</summary>
    Administrator = 16,
    /// <summary>A meter gateway by its API key: delivers one park's readings and nothing else. Not for people.</summary>
    MeterGateway = 32,

    /// <summary>No person: messages that only jobs and seeding send.</summary>
    SystemOnly = 1 << 30,

    Operators = ParkOperator | Administrator,
    FactorKeepers = ParkOperator | ComplianceOfficer | Administrator,
    ParkReaders = ParkOperator | ComplianceOfficer | Verifier | Administrator,
    Everyone = ParkReaders | TenantUser,
    ReadingSenders = Operators | MeterGateway,
    ConsentKeepers = TenantUser | Operators,
    ReadLogReaders = TenantUser | ComplianceOfficer | Administrator,
}

public static class Roles
{
    /// <summary>The roles a user can be given, in the order of the list a page shows.</summary>
    public static readonly IReadOnlyList<Role> All =
        [Role.ParkOperator, Role.TenantUser, Role.ComplianceOfficer, Role.Verifier, Role.Administrator];

    public static IEnumerable<Role> Each(this Role roles) => All.Where(x => (roles & x) != 0);

    public static Role Union(IEnumerable<Role> roles) => roles.Aggregate(Role.None, (all, x) => all | x);
}
