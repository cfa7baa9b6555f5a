using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class MeteringTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    private async Task<MicrogridScene> Scene()
    {
        var scene = await world.Microgrid();
        await scene.Unit("pv-1");
        await scene.Member("forge");
        await scene.Member("mould");
        await world.Tenant(scene.Park, "outsider");
        return scene;
    }

    private Task<GetMeteringPoint.Detail> Get(MicrogridScene scene, string point, CurrentUser? user = null) =>
        world.Send(new GetMeteringPoint(scene.Park, "mg-1", point), user).Value();

    [Fact]
    public async Task Each_kind_of_meter_has_its_parts()
    {
        var scene = await Scene();
        await scene.Point("G", Measurand.Generation, new MeteringFields.Part("pv-1")).Value();
        await scene.Point("G2", Measurand.Generation).Fails("metering.generation_of_one_unit");
        await scene.Point("G2", Measurand.Generation, new MeteringFields.Part("pv-1", -1)).Fails("metering.generation_of_one_unit");
        await scene.Point("G2", Measurand.Generation, new MeteringFields.Part("forge")).Fails("unit.not_found");
        await scene.Point("C", Measurand.Consumption, new("forge"), new("mould", -1)).Value();
        await scene.Point("C2", Measurand.Consumption).Fails("metering.consumption_of_members");
        await scene.Point("C2", Measurand.Consumption, new MeteringFields.Part("forge", 2)).Fails("metering.consumption_of_members");
        await scene.Point("C2", Measurand.Consumption, new("forge"), new("forge", -1)).Fails("metering.member_twice");
        await scene.Point("C2", Measurand.Consumption, new MeteringFields.Part("outsider")).Fails("metering.not_a_member");
        await scene.Point("I", Measurand.Import).Value();
        await scene.Point("I2", Measurand.Import, new MeteringFields.Part("forge")).Fails("metering.no_parts");
        await scene.Point("S", Measurand.Charge).Fails("metering.no_storage");
        await scene.Storage();
        await scene.Point("S", Measurand.Charge).Value();
        await scene.Point("s", Measurand.Discharge).Fails("code.taken");
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_missing()
    {
        var scene = await Scene();
        await scene.Point("C", Measurand.Consumption, new("forge"), null!).Fails("field.missing");
        await scene.Point("C", Measurand.Consumption, new MeteringFields.Part(null!)).Fails("tenant.not_found");
    }

    [Fact]
    public async Task Periods_follow_each_other_and_do_not_overlap()
    {
        var scene = await Scene();
        await scene.Point("C", Measurand.Consumption, new MeteringFields.Part("forge")).Value();
        var whole = await Get(scene, "C");
        var first = new MeteringFields([new("forge"), new("mould", -1)], "", null, NewYear);
        var second = new MeteringFields([new("mould")], "", NewYear);
        await world.Send(new AddMeteringPeriod(scene.Park, "mg-1", "C", whole.Version, second)).Fails("metering.dates_overlap");
        await world.Send(new UpdateMeteringPeriod(scene.Park, "mg-1", "C", whole.Version, null, first)).Value();
        await world.Send(new AddMeteringPeriod(scene.Park, "mg-1", "C", whole.Version, second)).Fails("data.changed_meanwhile");
        await world.Send(new AddMeteringPeriod(scene.Park, "mg-1", "C", (await Get(scene, "C")).Version, second)).Value();
        await world.Send(new UpdateMeteringPeriod(scene.Park, "mg-1", "C", (await Get(scene, "C")).Version, NewYear.AddDays(1), second)).Fails("metering.no_period");

        var periods = (await Get(scene, "C")).Periods;
        periods.Select(x => (x.From, x.To)).ShouldBe([(null, NewYear), (NewYear, null)]);
        periods[0].Parts.ShouldBe(first.Parts);
        periods[1].Parts.ShouldBe(second.Parts);
    }

    [Fact]
    public async Task A_consumption_point_stands_at_a_site_of_its_member()
    {
        var scene = await Scene();
        await world.Send(new AddSite(scene.Park, "forge", await world.VersionOfTenant(scene.Park, "forge"), "hall-1", "Hall 1", "", "")).Value();
        var point = new RegisterMeteringPoint(scene.Park, "mg-1", "C", Measurand.Consumption, new MeteringFields([new("forge")], "hall-1"));
        await world.Send(point with { Period = new MeteringFields([new("mould")], "hall-1") }).Fails("site.not_found");
        await world.Send(point with { Measures = Measurand.Import, Period = new MeteringFields([], "hall-1") }).Fails("site.not_found");
        await world.Send(point).Value();
        (await Get(scene, "C")).Periods.Single().Site.ShouldBe("hall-1");
    }

    [Fact]
    public async Task Points_are_listed_and_a_tenant_user_sees_its_own()
    {
        var scene = await Scene();
        await scene.Point("C-2", Measurand.Consumption, new("forge"), new("mould", -1)).Value();
        await scene.Point("C-1", Measurand.Consumption, new MeteringFields.Part("mould")).Value();
        await scene.Point("G", Measurand.Generation, new MeteringFields.Part("pv-1")).Value();
        (await world.Send(new ListMeteringPoints(scene.Park, "mg-1")).Value()).Items.Select(x => x.Code).ShouldBe(["C-1", "C-2", "G"]);
        (await world.Send(new ListMeteringPoints(scene.Park, "mg-1", Measurand.Consumption, "c-", 1, 1)).Value()).Items.Single().Code.ShouldBe("C-2");
        (await world.Send(new ListMeteringPoints(scene.Park, "mg-1")).Value()).Items.Select(x => string.Join(' ', x.CountsTo.Select(p => $"{p.Sign:+0;-0} {p.Of}")))
            .ShouldBe(["+1 mould", "+1 forge -1 mould", "+1 pv-1"]);

        var forge = await database.Look(db => db.Tenants.Where(x => x.ParkId == scene.ParkId && x.Code == Code.Of("forge")).Select(x => x.Id).SingleAsync());
        var user = People.Of(scene.ParkId, forge);
        (await world.Send(new ListMeteringPoints(scene.Park, "mg-1"), user).Value()).Items.Select(x => x.Code).ShouldBe(["C-2"]);
        (await world.Send(new ListMeteringPoints(scene.Park, "mg-1"), user).Value()).Items.Single().CountsTo.Select(x => x.Of).ShouldBe(["forge"]);
        (await Get(scene, "C-2", user)).Periods.Single().Parts.ShouldBe([new MeteringFields.Part("forge")]);
        await world.Send(new GetMeteringPoint(scene.Park, "mg-1", "C-1"), user).Fails("metering.not_found");

        // days on which a point counts to a neighbour are the neighbour's
        var seen = (await Get(scene, "C-1")).Version;
        await world.Send(new UpdateMeteringPeriod(scene.Park, "mg-1", "C-1", seen, null, new MeteringFields([new("mould")], "", null, NewYear))).Value();
        await world.Send(new AddMeteringPeriod(scene.Park, "mg-1", "C-1", (await Get(scene, "C-1")).Version, new MeteringFields([new("forge")], "", NewYear, NewYear.AddMonths(1)))).Value();
        await world.Send(new AddMeteringPeriod(scene.Park, "mg-1", "C-1", (await Get(scene, "C-1")).Version, new MeteringFields([new("mould")], "", NewYear.AddMonths(1)))).Value();
        (await Get(scene, "C-1", user)).Periods.ShouldHaveSingleItem().From.ShouldBe(NewYear);
        var listed = (await world.Send(new ListMeteringPoints(scene.Park, "mg-1"), user).Value()).Items.Single(x => x.Code == "C-1");
        (listed.Periods, listed.CountsTo.Single().Of).ShouldBe((1, "forge"));
    }
}
