using static GreenPark.Application.Platform.People.Permission;

namespace GreenPark.Application.Platform.People;

/// <summary>Who may do what: the one table of it. docs/roles.md shows it, written by a test.</summary>
public static class RolePermissions
{
    private static readonly Permission[] OfPerson = [OwnAccount, SeeOwn];
    private static readonly Permission[] OfReader = [.. OfPerson, SeePark];
    private static readonly Permission[] OfClerk = [.. OfReader, KeepRegisters, SendReadings, EditReadings, WorkFindings, Calculate];
    private static readonly Permission[] OfManager = [.. OfClerk, SeeRecord, ApproveReadings, Finalise, SetRules, GuardData, KeepFactors, ManageKeys, ManagePeople, GiveConsent];

    private static readonly Dictionary<Role, HashSet<Permission>> Held = new()
    {
        [Role.Administrator] = [.. OfManager, SeeReads, SetFourEyes, KeepParks],
        [Role.ParkManager] = [.. OfManager],
        [Role.ParkClerk] = [.. OfClerk],
        [Role.ParkReader] = [.. OfReader],
        [Role.TenantManager] = [.. OfPerson, SeeReads, GiveConsent, ManagePeople],
        [Role.TenantReader] = [.. OfPerson, SeeReads],
        // decides and does not propose: so that four eyes are two people's
        [Role.ComplianceOfficer] = [.. OfReader, SeeRecord, SeeReads, WorkFindings, ApproveReadings, GuardData, SetFourEyes, KeepFactors],
        [Role.Verifier] = [.. OfReader, SeeRecord],
        [Role.MeterGateway] = [SendReadings],
    };

    /// <summary>Of one role, in the order of <see cref="Permission"/>.</summary>
    public static IEnumerable<Permission> Of(Role role) => Held.TryGetValue(role, out var held) ? held.Order() : [];

    /// <summary>
    /// Whether the role may nothing that the giver may not. Who looked at a tenant's data is left out of this: it is shown to the tenant
    /// and not to those who run its park, and they invite the tenant's people.
    /// </summary>
    public static bool MayGive(this Role by, Role role) => Of(role).All(x => by.Hold(x) || (x == SeeReads && role.IsOfTenants()));

    public static bool MayGive(this CurrentUser by, Role role) => by.Role.MayGive(role);

    public static bool Hold(this Role role, Permission permission) => Held.TryGetValue(role, out var held) && held.Contains(permission);
}
