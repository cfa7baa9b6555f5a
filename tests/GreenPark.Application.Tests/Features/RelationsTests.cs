using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Tests.Features;

/// <summary>Coordinates, head meters, registers and thresholds: the rules that need them run, and find the fault that was put in.</summary>
public sealed class RelationsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February;

    /// <summary>Midnight of 1 January in Shanghai.</summary>
    private static readonly DateTimeOffset First = new(2025, 12, 31, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task With_the_parks_coordinates_generation_at_night_is_found_and_gaps_at_night_are_zero()
    {
        var world = await Imported();
        await Put(world, "MP-PV", 20, 2, "25");
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        (await List(world)).Validation!.NotChecked.Single(x => x.Rule == "nightGeneration").Reason.ShouldBe("NoCoordinates");

        var park = await world.Send(new GetPark(world.Park)).Value();
        await world.Send(new UpdatePark(world.Park, park.Version, park.Name, park.NameZh, park.ProvinceCode, park.Address, 31.230391m, 121.473702m)).Value();
        park = await world.Send(new GetPark(world.Park)).Value();
        (park.Latitude, park.Longitude).ShouldBe((31.230391m, 121.473702m));
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var shown = await List(world);
        shown.Validation!.NotChecked.ShouldNotContain(x => x.Rule == "nightGeneration");
        var night = shown.Findings.Items.Single(x => x.Rule == "nightGeneration");
        (night.Points.Single(), night.FirstDay, night.Intervals, night.Measured).ShouldBe(("MP-PV", new DateOnly(2026, 1, 20), 1, 25_000L));

        await Put(world, "MP-PV", 21, 0, "", hours: 5);
        (await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February, ["MP-PV"])).Value()).Single().ShouldSatisfyAllConditions(
            x => x.Method.ShouldBe("nightZero"), x => x.EnergyWh.ShouldBe(0));
    }

    [Theory]
    [InlineData("31.2", null, "park.half_coordinates", "Longitude")]
    [InlineData(null, "121.4", "park.half_coordinates", "Latitude")]
    [InlineData("90.000001", "0", "field.out_of_range", "Latitude")]
    [InlineData("0", "-180.5", "field.out_of_range", "Longitude")]
    [InlineData("1.0000001", "0", "park.coordinates_too_fine", "Latitude")]
    public async Task Coordinates_are_both_or_neither_and_on_the_globe(string? latitude, string? longitude, string code, string field)
    {
        static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
        (await new World(database).Send(new RegisterPark(World.NewCode("park"), "Park", "", "330000", "", Number(latitude), Number(longitude))).Fails(code)).Field.ShouldBe(field);
    }

    [Fact]
    public async Task Sub_meters_that_show_more_than_their_head_on_days_behind_it_are_found_and_no_park_file_says_so()
    {
        var world = await Imported();
        // mould uses half of what forge uses; from the 10th on it stands behind forge's meter
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", await Version(world, "MP-M"), null, Of("mould", to: new DateOnly(2026, 1, 10)))).Value();
        await world.Send(new AddMeteringPeriod(world.Park, world.Microgrid, "MP-M", await Version(world, "MP-M"), Of("mould", from: new DateOnly(2026, 1, 10), head: "MP-F"))).Value();
        var parkFile = await Hash();
        foreach (var day in (int[])[5, 15]) await Put(world, "MP-M", day, 12, "900");

        var head = await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-F")).Value();
        head.SubMeters.ShouldBe([new GetMeteringPoint.SubMeter("MP-M", new DateOnly(2026, 1, 10), null)]);
        (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-M")).Value()).Periods.Select(x => x.Head).ShouldBe(["", "MP-F"]);
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var shown = await List(world);
        var above = shown.Findings.Items.Single(x => x.Rule == "subAboveHead");
        above.Points.ShouldBe(["MP-F", "MP-M"]);
        (above.FirstDay, above.LastDay, above.Intervals).ShouldBe((new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 15), 1));
        shown.Validation!.NotChecked.ShouldNotContain(x => x.Rule == "subAboveHead");

        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", await Version(world, "MP-M"), new DateOnly(2026, 1, 10), Of("mould", from: new DateOnly(2026, 1, 10)))).Value();
        (await Hash()).ShouldBe(parkFile, "a head meter is no matter of attribution");
        (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-F")).Value()).SubMeters.ShouldBeEmpty();

        async Task<string> Hash() => (await world.Send(new ExportParkFile(world.Park, world.Microgrid, January, February)).Value()).Sha256;
    }

    [Fact]
    public async Task A_head_meter_is_another_of_its_kind_and_no_circle_closes()
    {
        var world = await new MonthWorld(database).Build();
        await Fails("MP-F", Of("forge", head: "MP-F"), "metering.head_is_itself");
        await Fails("MP-F", Of("forge", head: "MP-IMP"), "metering.head_measures_other");
        await Fails("MP-F", Of("forge", head: "MP-NONE"), "metering.not_found");
        await world.Send(new RegisterMeteringPoint(world.Park, world.Microgrid, "MP-F2", Measurand.Consumption, Of("forge", head: "MP-F"))).Value();
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", await Version(world, "MP-M"), null, Of("mould", to: February, head: "MP-F2"))).Value();
        await Fails("MP-F", Of("forge", head: "MP-M"), "metering.head_circle");
        // mould stands behind the others in January only
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-F", await Version(world, "MP-F"), null, Of("forge", to: February))).Value();
        await world.Send(new AddMeteringPeriod(world.Park, world.Microgrid, "MP-F", await Version(world, "MP-F"), Of("forge", from: February, head: "MP-M"))).Value();
        (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-F"), People.Of(world.ParkId, world.Forge)).Value()).ShouldSatisfyAllConditions(
            x => x.Periods.Select(p => p.Head).ShouldBe(["", ""], "the neighbour's meter is the neighbour's"), x => x.SubMeters.Single().Code.ShouldBe("MP-F2"));

        async Task Fails(string point, MeteringFields period, string code) =>
            (await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, point, await Version(world, point), null, period)).Fails(code)).Field.ShouldBe("Head");
    }

    [Fact]
    public async Task Two_who_name_each_others_meter_as_head_at_once_close_no_circle()
    {
        var world = await new MonthWorld(database).Build();
        var (forge, mould) = (await Version(world, "MP-F"), await Version(world, "MP-M"));
        var results = await Task.WhenAll(
            Task.Run(() => world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-F", forge, null, Of("forge", head: "MP-M")))),
            Task.Run(() => world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", mould, null, Of("mould", head: "MP-F")))));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        results.Single(x => x.IsFailure).FirstError.Code.ShouldBe("metering.head_circle");
    }

    [Fact]
    public async Task Intervals_that_do_not_add_up_to_the_register_are_found_and_the_register_anchors_estimates()
    {
        var world = await Imported();
        var totalWh = Enumerable.Range(0, 31).Sum(day => 24 * (300_000L + day * 1_000));
        await Record(0, 1_000_000);
        await Record(31, 1_000_000 + totalWh + 50_000);
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        (await List(world)).Findings.Items.ShouldNotContain(x => x.Rule == "registerDifference", "0.1 % may differ");
        await world.Send(new WithdrawRegisterRead(world.Park, world.Microgrid, "MP-F", 2, "Two digits were mixed up")).Value();
        await Record(31, 1_000_000 + totalWh + 5_000_000);
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var shown = await List(world);
        var differs = shown.Findings.Items.Single(x => x.Rule == "registerDifference");
        (differs.Points.Single(), differs.Severity, differs.Measured, differs.FirstDay, differs.LastDay).ShouldBe(("MP-F", Severity.Error, -5_000_000L, January, new DateOnly(2026, 1, 31)));
        shown.Validation!.NotChecked.Single(x => x.Rule == "registerDifference").Points.ShouldNotContain("MP-F");

        await Put(world, "MP-F", 7, 0, "", hours: 24);
        await Put(world, "MP-F", 12, 5, "");
        var filled = await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February, ["MP-F"])).Value();
        filled.Select(x => (x.Intervals, x.Method)).ShouldBe([(24, "register"), (1, "register")]);
        filled.Sum(x => x.EnergyWh).ShouldBe(24 * 306_000 + 311_000 + 5_000_000, "the month adds up to the register, to the Wh");

        async Task Record(int days, long registerWh) =>
            await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First.AddDays(days), registerWh)).Value();
    }

    [Fact]
    public async Task Reads_that_span_days_nobody_asks_for_anchor_nothing()
    {
        var world = await Imported();
        await Put(world, "MP-F", 7, 0, "", hours: 24);
        // February has no readings yet: its energy must not end up in January's gap
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 0)).Value();
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First.AddDays(40), 500_000_000)).Value();
        (await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February, ["MP-F"])).Value()).Single().ShouldSatisfyAllConditions(
            x => x.Method.ShouldBe("likeDay"), x => x.TriedBefore.ShouldContain(t => t.Method == "register" && t.Reason == "TotalHoldsOtherDays"));
    }

    [Fact]
    public async Task A_parks_own_thresholds_count_for_its_class_until_they_are_reset_and_validations_keep_theirs()
    {
        var world = await Imported();
        await Put(world, "MP-F", 5, 12, "", hours: 2);
        (await Severity()).ShouldBe(Engine.Validation.Severity.Warning);

        var consumption = (await Thresholds()).Single(x => x.Class == MeterClass.Consumption);
        (consumption.Limits, consumption.Version).ShouldBe((consumption.Default, null));
        var stricter = consumption.Limits with { GapMinutes = 60, FlatMinutes = null };
        await world.Send(new SetThresholds(world.Park, MeterClass.Consumption, null, stricter with { SpikeFactor = 0 })).Fails("field.out_of_range");
        await world.Send(new SetThresholds(world.Park, MeterClass.Consumption, Guid.NewGuid(), stricter)).Fails("data.changed_meanwhile");
        await world.Send(new SetThresholds(world.Park, MeterClass.Consumption, null, stricter)).Value();
        await world.Send(new SetThresholds(world.Park, MeterClass.Consumption, null, stricter)).Fails("data.changed_meanwhile");
        (await Severity()).ShouldBe(Engine.Validation.Severity.Error);
        var gap = (await List(world)).Findings.Items.Single(x => x.Rule == "gap");
        (gap.Measured, gap.Threshold).ShouldBe((2, 1));

        var own = (await Thresholds()).Single(x => x.Class == MeterClass.Consumption);
        (own.Limits, own.Default).ShouldBe((stricter, consumption.Default));
        (await Thresholds()).Where(x => x.Class != MeterClass.Consumption).ShouldAllBe(x => x.Limits == x.Default);
        await world.Send(new ResetThresholds(world.Park, MeterClass.Consumption, own.Version!.Value)).Value();
        await world.Send(new ResetThresholds(world.Park, MeterClass.Consumption, own.Version!.Value)).Fails("threshold.default_already");
        (await List(world)).Validation!.Thresholds.Single(x => x.Class == MeterClass.Consumption).Limits.ShouldBe(stricter, "what was validated then");
        (await Severity()).ShouldBe(Engine.Validation.Severity.Warning);
        await world.Send(new SetThresholds(world.Park, MeterClass.Consumption, null, stricter), People.OfficerOf(world.ParkId)).Fails("user.not_allowed");

        async Task<IReadOnlyList<GetThresholds.OfClass>> Thresholds() => await world.Send(new GetThresholds(world.Park)).Value();

        async Task<Severity> Severity()
        {
            await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
            return (await List(world)).Findings.Items.Single(x => x.Rule == "gap").Severity;
        }
    }

    private async Task<MonthWorld> Imported()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        return world;
    }

    private static MeteringFields Of(string member, DateOnly? from = null, DateOnly? to = null, string head = "") => new([new MeteringFields.Part(member)], From: from, To: to, Head: head);

    /// <summary>Readings of January, in kWh, by a file; empty ones are taken away by an approved edit, as a file takes nothing away.</summary>
    private static async Task Put(MonthWorld world, string point, int day, int hour, string kilowattHours, int hours = 1)
    {
        if (kilowattHours.Length == 0)
        {
            var number = (await world.Send(new ProposeEdit(world.Park, world.Microgrid, point, new DateOnly(2026, 1, day), [.. Enumerable.Range(hour, hours).Select(x => new ProposeEdit.Value(x + 1, null))], "Gone")).Value()).Number;
            await world.Send(new ApproveChange(world.Park, world.Microgrid, number, (await world.Send(new GetChange(world.Park, world.Microgrid, number)).Value()).Version, "")).Value();
            return;
        }
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).Split('\n');
        var rows = Enumerable.Range(hour, hours).Select(x => $"{lines[1 + (day - 1) * 24 + x].Split(',')[0]},{kilowattHours}\n");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, $"{day}-{hour}.csv", Encoding.ASCII.GetBytes($"interval_start,{point}\n{string.Concat(rows)}"))).Value();
    }

    private static async Task<ListFindings.Shown> List(MonthWorld world) => await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value();

    private static async Task<Guid> Version(MonthWorld world, string point) => (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, point)).Value()).Version;
}
