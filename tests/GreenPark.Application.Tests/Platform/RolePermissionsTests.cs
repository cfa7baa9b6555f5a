using System.Reflection;

namespace GreenPark.Application.Tests.Platform;

/// <summary>The table of roles and permissions.</summary>
public sealed class RolePermissionsTests
{
    private static IEnumerable<Permission> Named => PipelineTests.RequestTypes.SelectMany(x => x.GetCustomAttribute<AllowAttribute>()!.Permissions).Distinct();

    [Fact]
    public void Every_permission_is_what_some_request_takes() => Enum.GetValues<Permission>().ShouldBe(Named, ignoreOrder: true);

    [Fact]
    public void The_administrator_holds_every_permission_and_nobody_the_systems()
    {
        Enum.GetValues<Permission>().Where(x => !Role.Administrator.Hold(x)).ShouldBe([Permission.SystemOnly]);
        Enum.GetValues<Role>().Where(x => x.Hold(Permission.SystemOnly)).ShouldBeEmpty();
        Enum.GetValues<Permission>().Where(x => Role.None.Hold(x)).ShouldBeEmpty();
    }

    [Fact]
    public void A_clerk_does_all_but_decide()
    {
        RolePermissions.Of(Role.ParkManager).Except(RolePermissions.Of(Role.ParkClerk)).ShouldBe(
        [
            Permission.SeeRecord, Permission.ApproveReadings, Permission.Finalise, Permission.SetRules, Permission.KeepFactors, Permission.ManageKeys, Permission.ManagePeople,
        ]);
        RolePermissions.Of(Role.ParkClerk).Except(RolePermissions.Of(Role.ParkManager)).ShouldBeEmpty();
    }

    /// <summary>Else one role alone could propose a change, lift the rule that another decides, and approve it.</summary>
    [Fact]
    public void No_role_of_a_park_proposes_changes_and_lifts_the_rule_of_four_eyes() =>
        Roles.All.Where(x => x.Hold(Permission.EditReadings) && x.Hold(Permission.SetFourEyes)).ShouldBe([Role.Administrator]);

    [Fact]
    public void Roles_that_read_hold_nothing_by_which_anything_but_their_account_changes()
    {
        var changing = PipelineTests.RequestTypes.Where(x => x.IsAssignableTo(typeof(IChangesData))).SelectMany(x => x.GetCustomAttribute<AllowAttribute>()!.Permissions).ToHashSet();
        foreach (var role in (Role[])[Role.Verifier, Role.ParkReader, Role.TenantReader])
            RolePermissions.Of(role).Where(changing.Contains).ShouldBe([Permission.OwnAccount], role.ToString());
    }
}
