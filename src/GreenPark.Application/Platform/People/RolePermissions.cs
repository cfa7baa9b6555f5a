using static GreenPark.Application.Platform.People.Permission;

namespace GreenPark.Application.Platform.People;

/// <summary>Who may do what: the one table of it. docs/roles.md shows it, written by a test.</summary>
public static class RolePermissions
{
    private static readonly Permission[] OfPerson = [OwnAccount, SeeOwn];
    private static readonly Permission[] OfReader = [.. OfPerson, SeePark];
    private static readonly Permission[] OfClerk = [.. OfReader, KeepRegisters, SendReadings, EditReadings, WorkFindings, Calculate];
    private static readonly Permission[] OfManager = [.. OfClerk, SeeRecord, ApproveReadings, Finalise, SetRules, KeepFactors, ManageKeys, ManagePeople];

    private static readonly Dictionary<Role, HashSet<Permission>> Held = new()
    {
        [Role.Administrator] = [.. OfManager, SetFourEyes, KeepParks],
        [Role.ParkManager] = [.. OfManager],
        [Role.ParkClerk] = [.. OfClerk],
        [Role.ParkReader] = [.. OfReader],
        [Role.TenantManager] = [.. OfPerson],
        [Role.TenantReader] = [.. OfPerson],
        // decides and does not propose: so that four eyes are two people's
        [Role.ComplianceOfficer] = [.. OfReader, SeeRecord, WorkFindings, ApproveReadings, SetFourEyes, KeepFactors],
        [Role.Verifier] = [.. OfReader, SeeRecord],
        [Role.MeterGateway] = [SendReadings],
    };

    /// <summary>Of one role, in the order of <see cref="Permission"/>.</summary>
    public static IEnumerable<Permission> Of(Role role) => Held.TryGetValue(role, out var held) ? held.Order() : [];

    /// <summary>Whether one of the roles holds the permission.</summary>
    public static bool Hold(this Role roles, Permission permission) => Each(roles).Any(x => Held[x].Contains(permission));

    /// <summary>Those of the roles that hold one of the permissions.</summary>
    public static Role Holding(this Role roles, IEnumerable<Permission> permissions) => Roles.Union(Each(roles).Where(x => permissions.Any(Held[x].Contains)));

    private static IEnumerable<Role> Each(Role roles) => Held.Keys.Where(x => (roles & x) != 0);
}
