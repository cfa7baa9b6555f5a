using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class MicrogridsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    [Theory]
    [InlineData(10, "Asia/Shanghai", "microgrid.bad_interval"), InlineData(15, "China", "microgrid.unknown_time_zone"), InlineData(15, null, "microgrid.unknown_time_zone")]
    public async Task What_it_measures_must_be_of_the_method(int interval, string? zone, string expected)
    {
        var (park, _) = await world.Park();
        await world.Send(new RegisterMicrogrid(park, "mg", MicrogridType.OffGrid, interval, zone!, FactorFamily.Operational, new MicrogridFields("x", ""))).Fails(expected);
    }

    [Fact]
    public async Task It_is_registered_changed_and_listed()
    {
        var scene = await world.Microgrid();
        var fields = new MicrogridFields("Direct", "直连", "Harbour Energy", "海港能源", "91330100799655058B", 20_000_000, LossTreatment.Proportional, LocationBasis.DirectLine, 15_000);
        await world.Send(new UpdateMicrogrid(scene.Park, "mg-1", await scene.Version(), fields)).Value();
        (await scene.Detail()).Fields.ShouldBe(fields);
        await world.Send(new UpdateMicrogrid(scene.Park, "mg-1", Guid.Empty, fields)).Fails("data.changed_meanwhile");
        await world.Send(new UpdateMicrogrid(scene.Park, "mg-1", Guid.Empty, null!)).Fails("field.missing");
        await world.Send(new UpdateMicrogrid(scene.Park, "mg-2", Guid.Empty, fields)).Fails("microgrid.not_found");
        (await world.Send(new ListMicrogrids(scene.Park)).Value()).Select(x => (x.Code, x.Name)).ShouldBe([("mg-1", "Direct")]);
    }

    [Fact]
    public async Task Units_are_kept_in_register_order()
    {
        var scene = await world.Microgrid();
        await scene.Unit("wind-1", Technology.Wind, order: 5);
        await scene.Unit("pv-1", order: 2);
        await scene.Unit("pv-2");   // after the others
        (await scene.Detail()).Units.Select(x => $"{x.Code} {x.Fields.RegisterOrder}").ShouldBe(["pv-1 2", "wind-1 5", "pv-2 6"]);

        var pv = new UnitFields("PV", "光伏", Technology.Solar, 5, 1.2345m, null, NewYear, NewYear.AddYears(20));
        await world.Send(new UpdateGenerationUnit(scene.Park, "mg-1", await scene.Version(), "pv-1", pv)).Value();
        (await scene.Detail()).Units[0].Fields.ShouldBe(pv with { RegisterOrder = 2 });
        await world.Send(new UpdateGenerationUnit(scene.Park, "mg-1", await scene.Version(), "pv-9", pv)).Fails("unit.not_found");
    }

    [Theory, InlineData("PV-1", "code.taken"), InlineData("Storage", "unit.reserved_code"), InlineData("p v", "code.malformed")]
    public async Task A_unit_needs_a_code_of_its_own(string code, string expected)
    {
        var scene = await world.Microgrid();
        await scene.Unit("pv-1");
        await world.Send(new AddGenerationUnit(scene.Park, "mg-1", await scene.Version(), code, new UnitFields("x", "", Technology.Solar, 1))).Fails(expected);
    }

    [Fact]
    public async Task Storage_is_set_and_changed()
    {
        var scene = await world.Microgrid();
        await scene.Storage();
        await world.Send(new SetStorage(scene.Park, "mg-1", await scene.Version(), 900_000, 1, 2, 3, 4, 0.5m)).Value();
        (await scene.Detail()).Storage.ShouldBe(new GetMicrogrid.StorageItem(900_000, 1, 2, 3, 4, 0.5m));
        await world.Send(new SetStorage(scene.Park, "mg-1", await scene.Version(), 1_000_001, 1, 2)).Fails("field.out_of_range");
    }

    [Fact]
    public async Task A_member_cannot_join_twice_on_the_same_day()
    {
        var scene = await world.Microgrid();
        await scene.Member("forge", from: NewYear);
        await world.Send(new AddMember(scene.Park, "mg-1", await scene.Version(), "forge", From: NewYear.AddMonths(1))).Fails("microgrid.member_already");
        await world.Send(new EndMembership(scene.Park, "mg-1", await scene.Version(), "forge", NewYear.AddMonths(3))).Value();
        await world.Send(new EndMembership(scene.Park, "mg-1", await scene.Version(), "forge", NewYear.AddMonths(9))).Fails("microgrid.no_member_then");
        await world.Send(new AddMember(scene.Park, "mg-1", await scene.Version(), "forge", From: NewYear.AddMonths(3))).Value();   // touching is not overlapping
        await world.Send(new AddMember(scene.Park, "mg-1", await scene.Version(), "nobody")).Fails("tenant.not_found");
        await world.Send(new AddMember(scene.Park, "mg-1", await scene.Version(), "forge", From: NewYear, To: NewYear)).Fails("dates.empty_range");
        (await scene.Detail()).Members.Select(x => (x.RegisterOrder, x.From, x.To))
            .ShouldBe([(1, NewYear, NewYear.AddMonths(3)), (1, NewYear.AddMonths(3), null)]);
    }

    [Fact]
    public async Task Factors_are_of_one_family_and_dated()
    {
        var scene = await world.Microgrid();
        await scene.Factors(NewYear);
        var version = await scene.Version();
        Task<Result<Done>> Choose(DateOnly from, string average, string residual = "") =>
            world.Send(new ChooseFactors(scene.Park, "mg-1", version, from, average, residual));
        await Choose(NewYear, "CN-2023-average").Fails("microgrid.factors_chosen_already");
        await Choose(NewYear.AddYears(1), "CN-2023-lifecycle").Fails("microgrid.factor_of_other_family");
        await Choose(NewYear.AddYears(1), "CN-2023-average", "CN-2023-fossil").Fails("microgrid.factor_is_no_residual");
        await Choose(NewYear.AddYears(1), "nowhere").Fails("factor.not_found");
        await Choose(NewYear.AddYears(1), "330000-2023-average").Value();
        (await scene.Detail()).FactorChoices.ShouldBe(
        [
            new GetMicrogrid.Factors(NewYear, "CN-2023-average", "CN-2023-residual"),
            new GetMicrogrid.Factors(NewYear.AddYears(1), "330000-2023-average", null),
        ]);
    }

    [Fact]
    public async Task A_tenant_user_sees_the_microgrids_it_belongs_to_and_itself()
    {
        var scene = await world.Microgrid();
        var forge = await scene.Member("forge");
        await scene.Member("mould");
        var outsider = await world.Tenant(scene.Park, "outsider");
        (await scene.Detail(People.Of(scene.ParkId, forge))).Members.Select(x => x.Tenant).ShouldBe(["forge"]);
        (await world.Send(new ListMicrogrids(scene.Park), People.Of(scene.ParkId, forge)).Value()).Single().Members.ShouldBe(1);
        await world.Send(new GetMicrogrid(scene.Park, "mg-1"), People.Of(scene.ParkId, outsider)).Fails("microgrid.not_found");
        (await world.Send(new ListMicrogrids(scene.Park), People.Of(scene.ParkId, outsider)).Value()).ShouldBeEmpty();
    }
}
