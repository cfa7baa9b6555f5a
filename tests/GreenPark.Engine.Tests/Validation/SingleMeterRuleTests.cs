using System.Globalization;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

/// <summary>Rules that look at one meter: what they find, what lies just below, and when they cannot look.</summary>
public sealed class SingleMeterRuleTests
{
    private const string Day = "2026-03-11";   // a Wednesday
    private static readonly int Noon = Meters.March.At(Day, 12);

    [Fact]
    public void Meters_that_behave_have_no_findings()
    {
        var report = MeterValidation.Check(Meters.Park(Meters.Works(), Meters.Plant()));
        report.Findings.Select(f => f.Text()).ShouldBeEmpty();
        report.NotChecked.Select(n => n.Rule).Distinct().ShouldBe(["registerDifference", "subAboveHead", "balance", "twinMeter"]);
    }

    [Fact]
    public void A_gap_is_told_and_an_error_beyond_two_hours()
    {
        var found = Check(v => { v.AsSpan(Noon, 8).Fill(ReadingsTable.Missing); v.AsSpan(Noon + 20, 9).Fill(ReadingsTable.Missing); }).Of("gap");
        found.Select(f => (f.Severity, f.FirstInterval, f.EndInterval, f.Measured, f.Threshold)).ShouldBe(
            [(Severity.Warning, Noon, Noon + 8, 8L, 8L), (Severity.Error, Noon + 20, Noon + 29, 9L, 8L)]);
        (found[0].From, found[0].Last, found[0].FirstDay).ShouldBe(("2026-03-11T12:00:00+08:00", "2026-03-11T13:45:00+08:00", new DateOnly(2026, 3, 11)));
    }

    [Fact]
    public void A_negative_reading_is_an_error_and_a_missing_one_is_not_negative()
    {
        Check(v => (v[Noon], v[Noon + 1]) = (-500, -2)).Of("negative").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Measured.ShouldBe(-500), f => f.Severity.ShouldBe(Severity.Error), f => f.Text().ShouldContain("−0.500 kWh"));
        Check(v => (v[Noon], v[Noon + 1]) = (ReadingsTable.Missing, 0)).Of("negative").ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_above_the_capacity_is_an_error_from_the_first_Wh_past_the_margin()
    {
        // 1 MW for a quarter of an hour is 250 kWh, with 5 % 262.5
        Check(v => v[Noon] = 262_501).Of("aboveCapacity").ShouldHaveSingleItem().Threshold.ShouldBe(262_500);
        Check(v => v[Noon] = 262_500).Of("aboveCapacity").ShouldBeEmpty();
        MeterValidation.Check(Meters.Park(Meters.Works() with { RatedCapacityW = null })).ReasonsOf("aboveCapacity").ShouldBe(["NoRatedLoad"]);
        MeterValidation.Check(Meters.Park(Meters.Plant() with { RatedCapacityW = null })).ReasonsOf("aboveCapacity").ShouldBe(["NoCapacity"]);
    }

    [Fact]
    public void A_gate_is_held_to_the_connection_capacity()
    {
        var gate = Meters.Works() with { Measures = Measurand.Import, Class = MeterClass.Gate, RatedCapacityW = null };
        MeterValidation.Check(Meters.Park(gate) with { ConnectionCapacityW = 200_000 }).Of("aboveCapacity").ShouldNotBeEmpty();
        MeterValidation.Check(Meters.Park(gate) with { ConnectionCapacityW = 1_000_000 }).ShouldSatisfyAllConditions(
            r => r.Of("aboveCapacity").ShouldBeEmpty(), r => r.ReasonsOf("aboveCapacity").ShouldBeEmpty());
    }

    [Fact]
    public void A_spike_passes_both_the_spread_of_its_time_of_day_and_the_usual_peak()
    {
        var threshold = Check(v => v[Noon] = 250_000).Of("spike").ShouldHaveSingleItem().Threshold;
        Check(v => v[Noon] = threshold + 1).Of("spike").ShouldHaveSingleItem().Measured.ShouldBe(threshold + 1);
        Check(v => v[Noon] = threshold).Of("spike").ShouldBeEmpty();
        // an evening at the level of noon is unusual for the hour, not for the meter
        Check(v => v[Meters.March.At(Day, 22)] = 100_000).Of("spike").ShouldBeEmpty();
    }

    [Fact]
    public void A_spike_of_ten_times_the_usual_peak_is_impossible()
    {
        Check(v => v[Noon] = 300_000).Of("spike").ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        Check(v => v[Noon] = 3_000_000).Of("spike").ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }

    [Fact]
    public void A_sentence_has_separators_and_the_clock_on_the_wall()
    {
        var finding = Check(v => v[Noon] = 3_000_000).Of("spike").ShouldHaveSingleItem();
        finding.From.ShouldBe("2026-03-11T12:00:00+08:00");
        finding.Text(CultureInfo.InvariantCulture).ShouldContain("up to 3,000.000 kWh in an interval from 2026-03-11 12:00 to 2026-03-11 12:00");
        finding.Text(CultureInfo.GetCultureInfo("zh-Hans")).ShouldContain("2026-03-11 12:00 至 2026-03-11 12:00");
    }

    [Fact]
    public void A_spike_cannot_be_told_without_days_or_where_a_point_mostly_rests()
    {
        var week = Meters.Grid("Asia/Shanghai", "2026-03-02", "2026-03-08");
        MeterValidation.Check(Meters.Park(Meters.Works(grid: week))).ReasonsOf("spike").ShouldBe(["TooFewDays"]);
        Check(v => v.AsSpan(0, v.Length).Clear(), past: false).ReasonsOf("spike").ShouldBe(["RestsMostly"]);
    }

    [Fact]
    public void A_load_that_stands_still_for_longer_than_six_hours_is_told()
    {
        Check(v => v.AsSpan(Noon, 25).Fill(43_217)).Of("flatLine").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => (f.Measured, f.Threshold).ShouldBe((25, 24)), f => f.Text().ShouldContain("43.217 kWh"));
        Check(v => v.AsSpan(Noon, 24).Fill(43_217)).Of("flatLine").ShouldBeEmpty();
    }

    [Fact]
    public void A_meter_that_shows_one_value_all_month_stands_still_whatever_is_missing()
    {
        Check(v => v.AsSpan().Fill(5_000)).Of("flatLine").ShouldHaveSingleItem();
        Check(v => { v.AsSpan().Fill(5_000); v[Noon] = ReadingsTable.Missing; }).Of("flatLine").Length.ShouldBe(2);
        Check(v => { v.AsSpan().Fill(5_000); v[0] = ReadingsTable.Missing; }).Of("flatLine").ShouldHaveSingleItem();
        // a coarse meter at a small load: one step, or none
        Check(v => { for (var i = 0; i < v.Length; i++) v[i] = i % 30 == 0 ? 0 : 1_000; }).Of("flatLine").ShouldBeEmpty();
    }

    [Fact]
    public void The_sun_does_not_follow_the_clocks()
    {
        var (before, after) = (Meters.Grid("Europe/Berlin", "2026-03-01", "2026-03-29"), Meters.Grid("Europe/Berlin", "2026-03-29", "2026-04-26"));
        var plant = Meters.Plant(values: Meters.Sun(after), grid: after) with { Past = new PastSeries(before, Meters.Sun(before)) };
        MeterValidation.Check(Meters.Park(plant)).Of("timeShift").ShouldBeEmpty();
        var late = plant.ValuesWh.With(v => { var first = after.At("2026-04-06", 0); plant.ValuesWh.AsSpan(first, 480).CopyTo(v.AsSpan(first + 4)); });
        MeterValidation.Check(Meters.Park(plant with { ValuesWh = late })).Of("timeShift").ShouldHaveSingleItem().Measured.ShouldBe(4);
    }

    [Fact]
    public void A_coarse_meter_a_plant_at_capacity_and_a_battery_may_stand_still()
    {
        // kWh steps: 20 of them is a standstill, 9 is rounding
        Check(v => { Round(v); v.AsSpan(Noon, 40).Fill(9_000); }).Of("flatLine").ShouldBeEmpty();
        Check(v => { Round(v); v.AsSpan(Noon, 40).Fill(20_000); }).Of("flatLine").ShouldHaveSingleItem();
        var full = Meters.Sun(Meters.March).With(v => v.AsSpan(Noon - 8, 16).Fill(240_000));
        MeterValidation.Check(Meters.Park(Meters.Plant(values: full))).Of("flatLine").ShouldBeEmpty();
        MeterValidation.Check(Meters.Park(Meters.Plant(values: full.With(v => v.AsSpan(Noon - 8, 16).Fill(200_000))))).Of("flatLine").ShouldHaveSingleItem();
        var battery = Meters.Works(values: Meters.Load(Meters.March).With(v => v.AsSpan(Noon, 40).Fill(43_217))) with { Class = MeterClass.Storage, Measures = Measurand.Charge };
        MeterValidation.Check(Meters.Park(battery)).Of("flatLine").ShouldBeEmpty();
    }

    [Fact]
    public void One_value_from_beginning_to_end_stands_still() => Check(v => v.AsSpan().Fill(5_000), past: false).Of("flatLine").ShouldHaveSingleItem();

    [Fact]
    public void A_load_at_zero_for_longer_than_a_day_is_told_unless_it_mostly_rests()
    {
        Check(v => v.AsSpan(Noon, 97).Clear()).Of("zeroRun").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => (f.Measured, f.Threshold, f.Severity).ShouldBe((97, 96, Severity.Warning)));
        Check(v => v.AsSpan(Noon, 96).Clear()).Of("zeroRun").ShouldBeEmpty();
        // at rest three hours of four, and once for longer
        Check(v => { for (var i = 0; i < v.Length; i++) if (i % 16 < 12 || i is > 1_000 and < 1_200) v[i] = 0; }, past: false).Of("zeroRun").ShouldBeEmpty();
    }

    [Fact]
    public void A_solar_plant_may_rest_a_night_and_a_day_under_snow()
    {
        var outage = Meters.Sun(Meters.March).With(v => v.AsSpan(Noon - 48, 96 * 2).Clear());
        MeterValidation.Check(Meters.Park(Meters.Plant(values: outage))).Of("zeroRun").ShouldHaveSingleItem().Severity.ShouldBe(Severity.Info);
        MeterValidation.Check(Meters.Park(Meters.Plant(values: Meters.Sun(Meters.March).With(v => v.AsSpan(Noon - 48, 96).Clear())))).Of("zeroRun").ShouldBeEmpty();
    }

    [Fact]
    public void A_day_that_repeats_the_day_before_is_told_from_a_whole_day_on()
    {
        var first = Meters.March.At(Day, 0);
        Check(v => v.AsSpan(first - 96, 96).CopyTo(v.AsSpan(first))).Of("repeatedDay").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => (f.FirstInterval, f.EndInterval).ShouldBe((first, first + 96)));
        Check(v => { v.AsSpan(first - 96, 96).CopyTo(v.AsSpan(first)); v[first + 50]++; }).Of("repeatedDay").ShouldBeEmpty();
        // on and off at the same times every day: six values, too few to say anything
        Check(v => { for (var i = 0; i < v.Length; i++) v[i] = 10_000 + i % 96 / 16 * 1_000; }).Of("repeatedDay").ShouldBeEmpty();
    }

    [Fact]
    public void The_first_day_may_repeat_the_last_of_the_past()
    {
        Check(v => Meters.Load(Meters.February).AsSpan(27 * 96, 96).CopyTo(v)).Of("repeatedDay").ShouldHaveSingleItem().FirstInterval.ShouldBe(0);
        Check(v => Meters.Load(Meters.February).AsSpan(27 * 96, 96).CopyTo(v), past: false).Of("repeatedDay").ShouldBeEmpty();
    }

    [Fact]
    public void Solar_generation_at_night_is_told_from_0_2_percent_of_the_capacity_on()
    {
        var midnight = Meters.March.At(Day, 0);
        Solar(v => v[midnight] = 501).Of("nightGeneration").ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => (f.Measured, f.Threshold).ShouldBe((501, 500)));
        Solar(v => v[midnight] = 500).Of("nightGeneration").ShouldBeEmpty();
        // a plant whose clock is three hours off generates in every evening: one matter
        Solar(v => v.AsSpan(0, v.Length - 12).CopyTo(v.AsSpan(12))).Of("nightGeneration").ShouldHaveSingleItem().Places.ShouldBeGreaterThan(25);
        MeterValidation.Check(Meters.Park(Meters.Plant()) with { LatitudeDegrees = null }).ReasonsOf("nightGeneration").ShouldBe(["NoCoordinates"]);
    }

    [Fact]
    public void A_large_share_of_estimates_is_told()
    {
        Estimated(149).Of("estimatedShare").ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Measured.ShouldBe(149 * 1_000_000 / 2976), f => f.Text().ShouldContain("5 % is allowed"));
        Estimated(148).Of("estimatedShare").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(8)]
    public void A_shift_in_time_is_told_from_the_third_working_day_on(int shift)
    {
        var first = Meters.March.At("2026-03-16", 0);   // Monday
        Shifted(first, 5, shift).Of("timeShift").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Measured.ShouldBe(shift), f => f.Kind.ShouldBe(shift > 0 ? "Later" : "Earlier"),
            f => f.FirstDay.ShouldBe(new DateOnly(2026, 3, 16)), f => f.LastDay.ShouldBe(new DateOnly(2026, 3, 20)));
        Shifted(first, 2, shift).Of("timeShift").ShouldBeEmpty();
    }

    [Fact]
    public void A_shift_cannot_be_told_without_a_past()
    {
        var days = Meters.Grid("Asia/Shanghai", "2026-03-02", "2026-03-11");
        MeterValidation.Check(Meters.Park(Meters.Works(grid: days))).ReasonsOf("timeShift").ShouldBe(["NoPast"]);
    }

    [Fact]
    public void Register_and_intervals_agree_within_the_last_digit()
    {
        var sum = Meters.Load(Meters.March).Sum();
        Registers(0, 500, sum + 1_500).Of("registerDifference").ShouldBeEmpty();
        // 0.1 % of the advance is more than the digit here
        var tolerance = sum / 999;
        Registers(0, 500, sum + 500 + tolerance + 1_000).Of("registerDifference").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Measured.ShouldBe(-(tolerance + 1_000)), f => f.Severity.ShouldBe(Severity.Error));
        Registers(0, 500, sum + 500 - tolerance - 1_000).Of("registerDifference").ShouldHaveSingleItem().Measured.ShouldBe(tolerance + 1_000);
    }

    [Fact]
    public void Register_and_intervals_cannot_always_be_compared()
    {
        var sum = Meters.Load(Meters.March).Sum();
        Registers(0, 500, 100).ReasonsOf("registerDifference").ShouldBe(["RegisterBackwards"]);
        Registers(60, 500, sum).ReasonsOf("registerDifference").ShouldBe(["RegisterOffGrid"]);
        Check(_ => { }).ReasonsOf("registerDifference").ShouldBe(["NoRegister"]);
        Registers(0, 500, sum, v => v[Noon] = ReadingsTable.Missing).ReasonsOf("registerDifference").ShouldBe(["GapBetweenReads"]);
        // more than the register is a fault even with a gap
        Registers(0, 500, sum / 2, v => v[Noon] = ReadingsTable.Missing).Of("registerDifference").ShouldHaveSingleItem();
    }

    [Fact]
    public void Reads_of_two_meters_have_no_difference()
    {
        var (grid, values) = (Meters.March, Meters.Load(Meters.March));
        var (first, end, sum) = (grid.StartUtcSeconds, grid.StartUtcSeconds + grid.Intervals * 900L, values.Sum());
        MeterValidation.Check(Meters.Park(Meters.Works() with { Registers = [new(first, 0, "S1"), new(end, sum * 2, "S2")] })).ShouldSatisfyAllConditions(
            r => r.ReasonsOf("registerDifference").ShouldBe(["MeterExchanged"]), r => r.Of("registerDifference").ShouldBeEmpty());
        // both were read at the exchange: nothing is unknown, and what differs is found
        var exchange = grid.StartUtcSeconds + Noon * 900L;
        var before = values.AsSpan(0, Noon).ToArray().Sum();
        MeterValidation.Check(Meters.Park(Meters.Works() with { Registers = [new(first, 70, "S1"), new(exchange, before + 70, "S1"), new(exchange, 5, "S2"), new(end, (sum - before) * 2, "S2")] }))
            .ShouldSatisfyAllConditions(r => r.ReasonsOf("registerDifference").ShouldBeEmpty(), r => r.Of("registerDifference").ShouldHaveSingleItem().FirstInterval.ShouldBe(Noon));
    }

    [Fact]
    public void A_read_without_a_serial_number_is_of_the_meter_that_its_neighbours_name()
    {
        var (grid, values) = (Meters.March, Meters.Load(Meters.March));
        var (first, noon, end, sum) = (grid.StartUtcSeconds, grid.StartUtcSeconds + Noon * 900L, grid.StartUtcSeconds + grid.Intervals * 900L, values.Sum());
        Check(new(first, 0), new(end, sum * 2, "S1")).ShouldSatisfyAllConditions(
            r => r.ReasonsOf("registerDifference").ShouldBeEmpty(), r => r.Of("registerDifference").ShouldHaveSingleItem());
        Check(new(first, 0, "S1"), new(noon, sum), new(end, sum * 2, "S2")).ShouldSatisfyAllConditions(
            r => r.ReasonsOf("registerDifference").ShouldBe(["MeterExchanged"]), r => r.Of("registerDifference").ShouldBeEmpty());

        ValidationReport Check(params RegisterRead[] reads) => MeterValidation.Check(Meters.Park(Meters.Works() with { Registers = [.. reads] }));
    }

    private static ValidationReport Registers(int offsetSeconds, long first, long last, Action<long[]>? change = null)
    {
        var grid = Meters.March;
        return MeterValidation.Check(Meters.Park(Meters.Works(values: Meters.Load(grid).With(change ?? (_ => { }))) with
        {
            Registers = [new(grid.StartUtcSeconds + offsetSeconds, first), new(grid.StartUtcSeconds + grid.Intervals * 900L, last)],
        }));
    }

    private static ValidationReport Shifted(int first, int days, int shift)
    {
        var usual = Meters.Load(Meters.March);
        return Check(v => usual.AsSpan(first - shift, days * 96).CopyTo(v.AsSpan(first)));
    }

    private static ValidationReport Estimated(int count)
    {
        var quality = new byte[Meters.March.Intervals];
        Array.Fill(quality, (byte)ReadingQuality.Measured);
        quality.AsSpan(40, count).Fill((byte)ReadingQuality.Estimated);
        return MeterValidation.Check(Meters.Park(Meters.Works() with { Quality = quality }));
    }

    private static void Round(long[] values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = values[i] / 1_000 * 1_000;
    }

    private static ValidationReport Check(Action<long[]> change, bool past = true) =>
        MeterValidation.Check(Meters.Park(Meters.Works(values: Meters.Load(Meters.March).With(change), past: past)));

    private static ValidationReport Solar(Action<long[]> change) => MeterValidation.Check(Meters.Park(Meters.Plant(values: Meters.Sun(Meters.March).With(change))));

    [Fact]
    public void On_days_on_which_a_point_is_not_asked_for_nothing_is_missing()
    {
        var grid = Meters.March;
        var silent = Meters.Load(grid).With(v => v.AsSpan(0, grid.FirstInterval(3)).Fill(ReadingsTable.Missing));
        MeterValidation.Check(Meters.Park(Meters.Works(values: silent))).Of("gap").ShouldHaveSingleItem();
        var needed = Enumerable.Range(0, grid.Days).Select(day => day >= 3).ToArray();
        MeterValidation.Check(Meters.Park(Meters.Works(values: silent) with { DaysNeeded = needed })).Of("gap").ShouldBeEmpty();
        needed[2] = true;
        var finding = MeterValidation.Check(Meters.Park(Meters.Works(values: silent) with { DaysNeeded = needed })).Of("gap").ShouldHaveSingleItem();
        (finding.FirstInterval, finding.EndInterval).ShouldBe((grid.FirstInterval(2), grid.FirstInterval(3)));
        Should.Throw<ArgumentException>(() => MeterValidation.Check(Meters.Park(Meters.Works() with { DaysNeeded = [true] })));
        EstimationPlan.Default.Fill(new EstimationInput { Series = Meters.Works(values: silent) with { DaysNeeded = needed } }).Gaps
            .ShouldHaveSingleItem().Gap.ShouldBe(new Gap(grid.FirstInterval(2), grid.FirstInterval(3)));
    }

    [Fact]
    public void Each_rule_has_a_name_in_both_languages()
    {
        foreach (var rule in MeterValidation.RuleCodes)
            MeterValidation.NameOf(rule, CultureInfo.GetCultureInfo("zh-Hans")).ShouldNotBe(MeterValidation.NameOf(rule, CultureInfo.InvariantCulture));
        MeterValidation.NameOf("gap", CultureInfo.InvariantCulture).ShouldBe("gaps");
    }
}
