using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Features.Tenants.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class TenantsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // published codes of large companies; the second's organisation part ends in X
    private const string Valid = "91330100799655058B";
    private const string AlsoValid = "9144030071526726XG";

    private readonly World world = new(database);

    [Fact]
    public async Task A_tenant_is_registered_read_back_and_changed()
    {
        var (park, _) = await world.Park();
        var fields = new TenantFields("Forge Co., Ltd.", "锻造", Valid.ToLowerInvariant(), "castings", 585.6m, "Li", "1", "li@forge.example");
        await world.Send(new RegisterTenant(park, "forge", fields)).Value();
        var tenant = await world.Send(new GetTenant(park, "forge")).Value();
        tenant.Tenant.ShouldBe(fields with { CreditCode = Valid });

        await world.Send(new UpdateTenant(park, "forge", tenant.Version, fields with { Name = "Forge Group", BaselineFactor = null })).Value();
        (await world.Send(new GetTenant(park, "forge")).Value()).Tenant.ShouldBe(fields with { Name = "Forge Group", CreditCode = Valid, BaselineFactor = null });
    }

    [Theory]
    [InlineData(Valid, true), InlineData(AlsoValid, true), InlineData("914403001922038216", true), InlineData("91110000802100433B", true)]
    [InlineData("91330100799655058C", false), InlineData("9133010079965505B8", false), InlineData("91330100799655058", false)]
    [InlineData("9133010079965505OB", false), InlineData("9I330100799655058B", false), InlineData("91AB0100799655058B", false), InlineData("", false)]
    public void A_credit_code_is_known_by_its_check_character(string code, bool valid) =>
        UnifiedSocialCreditCode.TryFrom(code, out _).ShouldBe(valid);

    [Fact]
    public async Task A_bad_credit_code_is_refused() =>
        (await world.Send(new RegisterTenant("any", "forge", World.Fields(creditCode: "91330100799655058C"))).Fails("tenant.bad_credit_code")).Field.ShouldBe("Tenant.CreditCode");

    [Fact]
    public async Task A_credit_code_of_another_length_is_told_its_length()
    {
        var error = await world.Send(new RegisterTenant("any", "forge", World.Fields(creditCode: "123"))).Fails("tenant.credit_code_length");
        ErrorResources.Texts.Text(error, System.Globalization.CultureInfo.GetCultureInfo("en")).ShouldContain("has 18 characters; \"123\" has 3.");
    }

    [Fact]
    public async Task Two_tenants_are_two_legal_persons()
    {
        var (park, _) = await world.Park();
        await world.Tenant(park, "one", creditCode: Valid);
        await world.Send(new RegisterTenant(park, "two", World.Fields(creditCode: Valid))).Fails("tenant.credit_code_taken");
        await world.Tenant(park, "three");
        await world.Tenant(park, "four");   // several without a code are fine

        var (elsewhere, _) = await world.Park();
        await world.Tenant(elsewhere, "one", creditCode: Valid);   // the same legal person in another park
    }

    [Fact]
    public async Task Codes_are_unique_in_a_park_ignoring_case()
    {
        var (park, _) = await world.Park();
        await world.Tenant(park, "Forge");
        await world.Send(new RegisterTenant(park, "fORGE", World.Fields())).Fails("code.taken");
    }

    [Fact]
    public async Task A_tenant_user_sees_its_own_tenant_only()
    {
        var (park, parkId) = await world.Park();
        var forge = await world.Tenant(park, "forge");
        await world.Tenant(park, "mould");
        var user = People.Of(parkId, forge);
        (await world.Send(new ListTenants(park), user).Value()).Items.Select(x => x.Code).ShouldBe(["forge"]);
        (await world.Send(new GetTenant(park, "mould"), user).Fails("tenant.not_found")).Kind.ShouldBe(ErrorKind.NotFound);
        await world.Send(new UpdateTenant(park, "forge", Guid.Empty, World.Fields()), user).Fails("user.not_allowed");
    }

    [Fact]
    public async Task Lists_are_paged_and_searched()
    {
        var (park, _) = await world.Park();
        foreach (var number in Enumerable.Range(1, 7)) await world.Tenant(park, $"t{number}", name: $"Tenant 100%_{number}");
        await world.Tenant(park, "other", name: "Somebody");

        var second = await world.Send(new ListTenants(park, Skip: 3, Take: 3)).Value();
        (second.Total, string.Join(' ', second.Items.Select(x => x.Code))).ShouldBe((8, "t3 t4 t5"));
        (await world.Send(new ListTenants(park, Skip: 100)).Value()).Items.ShouldBeEmpty();
        (await world.Send(new ListTenants(park, Search: "100%_")).Value()).Total.ShouldBe(7);
        (await world.Send(new ListTenants(park, Search: "T4")).Value()).Items.Single().Code.ShouldBe("t4");
        (await world.Send(new ListTenants(park, Search: "somebody")).Value()).Items.Single().Code.ShouldBe("other");
        (await world.Send(new ListTenants(park, Search: "锻造")).Value()).Total.ShouldBe(8);
        (await world.Send(new ListTenants(park, Search: "%")).Value()).Total.ShouldBe(7);
    }

    [Fact]
    public async Task Sites_are_added_and_changed()
    {
        var (park, _) = await world.Park();
        await world.Tenant(park, "forge");
        var version = await world.VersionOfTenant(park, "forge");
        await world.Send(new AddSite(park, "forge", version, "hall-1", "Hall 1", "一号厂房", "1 Harbour Road", "CNNGB")).Value();
        await world.Send(new AddSite(park, "forge", version, "hall-2", "Hall 2", "", "")).Fails("data.changed_meanwhile");
        version = await world.VersionOfTenant(park, "forge");
        await world.Send(new AddSite(park, "forge", version, "HALL-1", "Hall 1", "", "")).Fails("code.taken");
        await world.Send(new UpdateSite(park, "forge", version, "hall-1", "Hall One", "", "2 Harbour Road")).Value();
        var site = (await world.Send(new GetTenant(park, "forge")).Value()).Sites.Single();
        site.ShouldBe(new GetTenant.SiteItem("hall-1", "Hall One", "", "2 Harbour Road", ""));
        await world.Send(new UpdateSite(park, "forge", version, "hall-9", "x", "", "")).Fails("site.not_found");
        await world.Send(new AddSite(park, "forge", version, "x", "x", "", "", "NINGBO")).Fails("site.bad_unlocode");
    }
}
