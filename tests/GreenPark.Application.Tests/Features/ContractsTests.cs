using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class ContractsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);
    private static readonly DateOnly NewYear = new(2026, 1, 1);
    private static readonly DateOnly April = new(2026, 4, 1);

    private async Task<MicrogridScene> Scene()
    {
        var scene = await world.Microgrid();
        await scene.Unit("pv-1");
        await scene.Unit("wind-1");
        foreach (var member in (string[])["forge", "mould", "pumps"]) await scene.Member(member);
        await scene.Draft("jp-1", "storage", "wind-1", "pv-1").Value();
        return scene;
    }

    [Fact]
    public async Task A_draft_is_rewritten_signed_and_ended()
    {
        var scene = await Scene();
        var draft = await scene.Contract("jp-1");
        draft.Fields.Sources.ShouldBe(["pv-1", "wind-1", "storage"]);   // in the order of the microgrid
        await scene.Sign("jp-1").Fails("contract.incomplete");

        var fields = draft.Fields with { Rule = AllocationRule.PriorityTiers, Sources = ["pv-1"], Priority = 3, From = NewYear };
        await world.Send(new UpdateContract(scene.Park, "mg-1", "jp-1", draft.Version, fields)).Value();
        (await scene.Contract("jp-1")).Fields.ShouldSayTheSameAs(fields);
        await scene.Join("jp-1", "forge", 600_000).Value();
        var version = (await scene.Contract("jp-1")).Version;
        await world.Send(new EndContract(scene.Park, "mg-1", "jp-1", version, April)).Fails("contract.not_signed");

        database.Clock.Now = new DateTimeOffset(2026, 1, 5, 3, 0, 0, TimeSpan.Zero);
        await scene.Sign("jp-1").Value();
        var signed = await scene.Contract("jp-1");
        (signed.State, signed.SignedAt).ShouldBe((ContractState.Signed, new DateTime(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc)));
        await scene.Sign("jp-1").Fails("contract.signed_already");
        (await world.Send(new UpdateContract(scene.Park, "mg-1", "jp-1", signed.Version, fields)).Fails("contract.not_a_draft")).Kind.ShouldBe(ErrorKind.RuleBroken);

        await world.Send(new EndContract(scene.Park, "mg-1", "jp-1", signed.Version, NewYear)).Fails("contract.ends_outside");
        await world.Send(new EndContract(scene.Park, "mg-1", "jp-1", signed.Version, April)).Value();
        var ended = await scene.Contract("jp-1");
        (ended.State, ended.Fields.To).ShouldBe((ContractState.Ended, April));
        await scene.Join("jp-1", "mould", 1).Fails("contract.ended");
        (await world.Send(new ListContracts(scene.Park, "mg-1", ContractState.Ended)).Value()).Select(x => (x.Code, x.Members)).ShouldBe([("jp-1", 1)]);
    }

    [Fact]
    public async Task Shares_cannot_exceed_the_whole_on_any_day()
    {
        var scene = await Scene();
        await scene.Join("jp-1", "forge", 600_000).Value();
        var error = await scene.Join("jp-1", "mould", 500_000).Fails("contract.shares_exceed_whole");
        ErrorResources.Texts.Text(error, System.Globalization.CultureInfo.GetCultureInfo("en")).ShouldStartWith("The shares of the contract sum to 110 % from the contract's start on; the whole is 100 %.");
        var dated = await scene.Join("jp-1", "mould", 500_000, from: April).Fails("contract.shares_exceed_whole");
        ErrorResources.Texts.Text(dated, System.Globalization.CultureInfo.GetCultureInfo("zh-Hans")).ShouldStartWith("自2026-04-01起合同份额合计为 110 %");
        await scene.Join("jp-1", "mould", 400_001).Fails("contract.shares_exceed_whole");
        await scene.Join("jp-1", "mould", 400_000, to: April).Value();
        await scene.Join("jp-1", "pumps", 400_000, from: April).Value();         // touching: the whole on every day
        await scene.Join("jp-1", "mould", 1, from: NewYear.AddYears(1)).Fails("contract.shares_exceed_whole");

        var version = (await scene.Contract("jp-1")).Version;
        await world.Send(new UpdateContractMember(scene.Park, "mg-1", "jp-1", version, "pumps", April, new ContractMemberFields(400_000, 1, April.AddDays(-1))))
            .Fails("contract.shares_exceed_whole");   // one day too early
        await world.Send(new UpdateContractMember(scene.Park, "mg-1", "jp-1", version, "forge", null, new ContractMemberFields(500_000, 2))).Value();
        (await scene.Contract("jp-1")).Members.Select(x => (x.Tenant, x.Fields.SharePpm)).ShouldBe([("forge", 500_000), ("mould", 400_000), ("pumps", 400_000)]);
    }

    [Fact]
    public async Task Members_join_and_leave_by_date()
    {
        var scene = await Scene();
        await world.Tenant(scene.Park, "outsider");
        await scene.Join("jp-1", "outsider", 1).Fails("contract.not_a_member");
        await scene.Join("jp-1", "nobody", 1).Fails("tenant.not_found");
        await scene.Join("jp-1", "forge", 1, from: NewYear).Value();
        await scene.Join("jp-1", "forge", 1, from: April).Fails("contract.member_already");
        await scene.Sign("jp-1").Value();
        await scene.Join("jp-1", "mould", 1, from: April).Value();   // a late joiner

        var version = (await scene.Contract("jp-1")).Version;
        await world.Send(new RemoveContractMember(scene.Park, "mg-1", "jp-1", version, "forge", NewYear)).Fails("contract.not_a_draft");
        await world.Send(new EndContractMember(scene.Park, "mg-1", "jp-1", version, "forge", NewYear)).Fails("contract.no_member_then");
        await world.Send(new EndContractMember(scene.Park, "mg-1", "jp-1", version, "forge", April)).Value();
        await scene.Join("jp-1", "forge", 1, from: April).Value();
        (await scene.Contract("jp-1")).Members.Select(x => (x.Tenant, x.Fields.From, x.Fields.To))
            .ShouldBe([("forge", NewYear, April), ("forge", April, null), ("mould", April, null)]);
    }

    [Fact]
    public async Task A_member_is_removed_from_a_draft()
    {
        var scene = await Scene();
        await scene.Join("jp-1", "forge", 1).Value();
        var version = (await scene.Contract("jp-1")).Version;
        await world.Send(new RemoveContractMember(scene.Park, "mg-1", "jp-1", version, "forge", April)).Fails("contract.no_such_member");
        await world.Send(new RemoveContractMember(scene.Park, "mg-1", "jp-1", version, "forge", null)).Value();
        (await scene.Contract("jp-1")).Members.ShouldBeEmpty();
        await scene.Draft("JP-1", "pv-1").Fails("code.taken");
        await scene.Draft("jp-2", "pv-9").Fails("unit.not_found");
    }

    [Fact]
    public async Task A_tenant_user_sees_its_contracts_and_its_own_part()
    {
        var scene = await Scene();
        await scene.Draft("jp-2", "pv-1").Value();
        await scene.Join("jp-1", "forge", 600_000).Value();
        await scene.Join("jp-1", "mould", 300_000).Value();
        await scene.Join("jp-2", "mould", 300_000).Value();
        var forge = await database.Look(db => db.Tenants.Where(x => x.ParkId == scene.ParkId && x.Code == Code.Of("forge")).Select(x => x.Id).SingleAsync());
        var user = People.Of(scene.ParkId, forge);
        (await world.Send(new ListContracts(scene.Park, "mg-1"), user).Value()).Select(x => (x.Code, x.Members)).ShouldBe([("jp-1", 1)]);
        (await scene.Contract("jp-1", user)).Members.Select(x => x.Tenant).ShouldBe(["forge"]);
        await world.Send(new GetContract(scene.Park, "mg-1", "jp-2"), user).Fails("contract.not_found");
    }
}
