using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;

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
            Permission.SeeRecord, Permission.GiveConsent, Permission.ApproveReadings, Permission.Finalise, Permission.SetRules, Permission.GuardData, Permission.KeepFactors, Permission.ManageKeys, Permission.ManagePeople,
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

    private const string Begin = "<!-- the table: written by a test -->\n", End = "<!-- end of the table -->\n";

    [Fact]
    public void The_page_of_who_may_do_what_is_up_to_date()
    {
        var path = Path.Combine(Root(), "docs/roles.md");
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var written = page[..from] + Table() + page[to..];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, written);
        File.ReadAllText(path).ShouldBe(written, "run the tests with UPDATE_SNAPSHOTS=1");
    }

    /// <summary>A line for each permission, with the requests that take it; a column for each role, in both languages.</summary>
    private static string Table()
    {
        Role[] roles = [.. Roles.All, Role.MeterGateway];
        var (en, zh) = (RoleNames(""), RoleNames(".zh-Hans"));
        var text = new StringBuilder($"| permission | 权限 | {string.Join(" | ", roles.Select(x => $"{en[$"{x}"]}<br>{zh[$"{x}"]}"))} | requests |\n| --- | --- |{string.Concat(roles.Select(_ => " :-: |"))} --- |\n");
        foreach (var permission in Enum.GetValues<Permission>().Where(x => x != Permission.SystemOnly))
        {
            var requests = PipelineTests.RequestTypes.Where(x => x.GetCustomAttribute<AllowAttribute>()!.Permissions.Contains(permission)).Select(x => x.Name).Order(StringComparer.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"| {Word(permission, "en")} (`{permission}`) | {Word(permission, "zh-Hans")} | {string.Join(" | ", roles.Select(x => x.Hold(permission) ? "●" : ""))} | {string.Join(", ", requests)} |\n");
        }
        return text.ToString();
    }

    private static string Word(Permission permission, string culture) => ErrorResources.Application.GetString($"word.Permission.{permission}", CultureInfo.GetCultureInfo(culture))!;

    /// <summary>As the pages call them.</summary>
    private static Dictionary<string, string> RoleNames(string culture) => XDocument.Load(Path.Combine(Root(), $"src/GreenPark.Web/Resources/Role{culture}.resx")).Root!.Elements("data")
        .ToDictionary(x => x.Attribute("name")!.Value["role.".Length..], x => x.Element("value")!.Value);

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));
}
