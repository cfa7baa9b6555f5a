using System.Collections.Immutable;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Tests.Validation;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Estimation;

/// <summary>Each method by itself: what it makes of a gap, and why it cannot.</summary>
public sealed class MethodTests
{
    private static readonly DayGrid March = Meters.March;
    private static readonly int Noon = March.At("2026-03-11", 12);   // a Wednesday

    [Fact]
    public void A_straight_line_joins_its_neighbours_and_keeps_its_own_sum()
    {
        Linear(100, 110, 4).ShouldBe([102, 104, 106, 108]);
        // 0, ⅓ … : sum 1.5, rounded up to 2; the units go to the largest fractions
        Linear(0, 1, 3).ShouldBe([0, 1, 1]);
        Linear(7, 7, 8).ShouldBe([7, 7, 7, 7, 7, 7, 7, 7]);
        Linear(0, 0, 2).ShouldBe([0, 0]);
        Linear(long.MaxValue, long.MaxValue, 2).ShouldBe([long.MaxValue, long.MaxValue]);
    }

    [Fact]
    public void A_straight_line_spans_two_hours_at_most_between_readings_that_are_known()
    {
        Reason(new Linear(), Noon, 8).ShouldBeNull();
        Reason(new Linear(), Noon, 9).ShouldBe("TooLong");
        Reason(new Linear(), 0, 4, past: false).ShouldBe("NoNeighbourReading");
        Reason(new Linear(), March.Intervals - 4, 4).ShouldBe("NoNeighbourReading");
        // the past ends where the series begins, so its last reading is a neighbour
        Reason(new Linear(), 0, 4).ShouldBeNull();
        var quality = new byte[March.Intervals];
        Array.Fill(quality, (byte)ReadingQuality.Measured);
        quality[Noon - 1] = (byte)ReadingQuality.Estimated;
        new Linear().Fill(new EstimationInput { Series = Holed(Noon, 4) with { Quality = quality } }, new Gap(Noon, Noon + 4)).Reason.ShouldBe("NoNeighbourReading");
        quality[Noon - 1] = (byte)ReadingQuality.Edited;
        new Linear().Fill(new EstimationInput { Series = Holed(Noon, 4) with { Quality = quality } }, new Gap(Noon, Noon + 4)).Reason.ShouldBeNull();
    }

    [Fact]
    public void Like_days_are_the_four_nearest_of_their_kind_on_each_side()
    {
        // every interval holds its day of the month, so that a mean tells which days were taken
        long[] days = [.. Enumerable.Range(0, March.Intervals).Select(i => 1_000L * March.Day(March.DayOf(i)).Day)];
        // Wednesday 11: before 10, 9, 6, 5; after 12, 13, 16, 17
        LikeDay(days, "2026-03-11").ShouldBe((10 + 9 + 6 + 5 + 12 + 13 + 16 + 17) * 1_000 / 8);
        // Saturday 14: before 7; after 21, 28
        LikeDay(days, "2026-03-14").ShouldBe((7 + 21 + 28) * 1_000 / 3 + 1);   // 18,666.7
        // Sunday 15: before 8, 1; after 22, 29
        LikeDay(days, "2026-03-15").ShouldBe((8 + 1 + 22 + 29) * 1_000 / 4);
    }

    [Fact]
    public void No_estimate_is_made_from_a_reading_that_is_in_doubt()
    {
        var doubtful = new bool[March.Intervals];
        doubtful[Noon - 1] = true;
        new Linear().Fill(new EstimationInput { Series = Holed(Noon, 4) with { Doubtful = doubtful } }, new Gap(Noon, Noon + 4)).Reason.ShouldBe("NoNeighbourReading");
        var usual = Holed(Noon, 4);
        var spiked = usual with { ValuesWh = [.. usual.ValuesWh], Doubtful = new bool[March.Intervals] };
        var tenth = March.At("2026-03-10", 12);
        spiked.ValuesWh[tenth] = 9_000_000;
        spiked.Doubtful[tenth] = true;
        new LikeDay().Fill(new EstimationInput { Series = spiked }, new Gap(Noon, Noon + 4)).ValuesWh.Max().ShouldBeLessThan(1_000_000);
        new LikeDay().Fill(new EstimationInput { Series = spiked with { Doubtful = [] } }, new Gap(Noon, Noon + 4)).ValuesWh.Max().ShouldBeGreaterThan(1_000_000);
    }

    [Fact]
    public void Like_days_of_the_past_count_and_two_are_needed()
    {
        long[] days = [.. Enumerable.Range(0, March.Intervals).Select(i => 1_000L * March.Day(March.DayOf(i)).Day)];
        long[] before = [.. Enumerable.Range(0, Meters.February.Intervals).Select(_ => 100_000L)];
        // Sunday 1: before 22, 15, 8, 1 of February; after 8, 15, 22, 29
        LikeDay(days, "2026-03-01", before).ShouldBe((400_000 + (8 + 15 + 22 + 29) * 1_000) / 8);
        var lone = days.With(v => { for (var i = 0; i < v.Length; i++) if (March.Day(March.DayOf(i)).Day > 12) v[i] = ReadingsTable.Missing; });
        Should.Throw<InvalidOperationException>(() => LikeDay(lone, "2026-03-07")).Message.ShouldBe("TooFewLikeDays");
    }

    [Fact]
    public void Estimates_of_the_past_are_no_readings()
    {
        byte[] Past(ReadingQuality quality) => [.. Enumerable.Repeat((byte)quality, Meters.February.Intervals)];
        Estimate Filled(IEstimationMethod method, ReadingQuality quality) =>
            method.Fill(new EstimationInput { Series = Holed(0, 4) with { Past = new PastSeries(Meters.February, Meters.Load(Meters.February)) { Quality = Past(quality) } } }, new Gap(0, 4));
        Filled(new Linear(), ReadingQuality.Edited).Reason.ShouldBeNull();
        Filled(new Linear(), ReadingQuality.Estimated).Reason.ShouldBe("NoNeighbourReading");
        // Sunday 1 March: without February's estimates the like days are those of March alone
        Filled(new LikeDay(), ReadingQuality.Estimated).ValuesWh.ShouldBe(new LikeDay().Fill(new EstimationInput { Series = Holed(0, 4) with { Past = null } }, new Gap(0, 4)).ValuesWh);
        Filled(new LikeDay(), ReadingQuality.Measured).ValuesWh.ShouldNotBe(Filled(new LikeDay(), ReadingQuality.Estimated).ValuesWh);
        Should.Throw<ArgumentException>(() => EstimationPlan.Default.Fill(new EstimationInput { Series = Holed(0, 4) with { Past = new PastSeries(Meters.February, Meters.Load(Meters.February)) { Quality = [1] } } }));
    }

    [Fact]
    public void The_sun_keeps_its_time_where_the_clocks_are_changed()
    {
        var grid = Meters.Grid("Europe/Berlin", "2026-03-23", "2026-04-06");
        // every interval holds its UTC time of day, so that a mean tells which were taken
        long[] sun = [.. Enumerable.Range(0, grid.Intervals).Select(i => (grid.StartUtcSeconds + i * 900L) % 86_400)];
        var noon = grid.At("2026-03-30", 12);
        var plant = Meters.Plant(values: sun.With(v => v[noon] = ReadingsTable.Missing), grid: grid);
        new LikeDay().Fill(new EstimationInput { Series = plant }, new Gap(noon, noon + 1)).ValuesWh.ShouldBe([10 * 3600L]);
    }

    [Fact]
    public void On_a_day_of_a_clock_change_the_time_on_the_wall_decides()
    {
        var grid = Meters.Grid("Europe/Berlin", "2026-10-01", "2026-11-01");
        long[] clock = [.. Enumerable.Range(0, grid.Intervals).Select(i => 1_000L * grid.LocalMinute(i))];
        var sunday = grid.At("2026-10-25", 0);
        var gap = new Gap(sunday, sunday + 100);
        var filled = new LikeDay().Fill(new EstimationInput { Series = Meters.Works(grid: grid, values: clock.With(v => v.AsSpan(gap.First, 100).Fill(ReadingsTable.Missing))) }, gap);
        filled.ValuesWh.ShouldBe(clock.AsSpan(gap.First, 100).ToArray());
        (filled.ValuesWh[8], filled.ValuesWh[12], filled.ValuesWh[99]).ShouldBe((120_000, 120_000, 1_425_000));
    }

    [Fact]
    public void A_neighbours_shape_is_scaled_by_what_both_measured()
    {
        var one = Meters.Load(March);
        var doubled = one.Select(v => v * 2).ToArray();
        var gap = new Gap(Noon, Noon + 20);
        var input = new EstimationInput { Series = Holed(Noon, 20), Neighbours = [Meters.Works("N", doubled)] };
        new Neighbour().Fill(input, gap).ValuesWh.ShouldBe(one.AsSpan(Noon, 20).ToArray());
        // the first neighbour misses the gap too, the second helps
        var holed = Meters.Works("H", doubled.With(v => v[Noon] = ReadingsTable.Missing));
        new Neighbour().Fill(input with { Neighbours = [holed, Meters.Works("N", doubled)] }, gap).Reason.ShouldBeNull();
        new Neighbour().Fill(input with { Neighbours = [holed] }, gap).Reason.ShouldBe("NeighbourMissesToo");
        new Neighbour().Fill(input with { Neighbours = [] }, gap).Reason.ShouldBe("NoNeighbourMeter");
        new Neighbour().Fill(input with { Neighbours = [Meters.Works("Z", new long[one.Length])] }, gap).Reason.ShouldBe("NeighbourAtZero");
    }

    [Fact]
    public void A_neighbour_needs_three_whole_days_that_both_have()
    {
        EstimationInput Input(int days) => new() { Series = Meters.Works(values: Meters.Load(March).With(v => v.AsSpan(days * 96).Fill(ReadingsTable.Missing))), Neighbours = [Meters.Works("N", Meters.Load(March, 4))] };
        new Neighbour().Fill(Input(3), new Gap(3 * 96, March.Intervals)).Reason.ShouldBeNull();
        new Neighbour().Fill(Input(2), new Gap(2 * 96, March.Intervals)).Reason.ShouldBe("TooFewCommonDays");
    }

    [Fact]
    public void A_known_total_is_met_to_the_Wh_over_all_that_is_missing_in_it()
    {
        var whole = Meters.Load(March);
        var day = March.At("2026-03-11", 0);
        var series = Meters.Works(values: whole.With(v => { v.AsSpan(day + 20, 10).Fill(ReadingsTable.Missing); v.AsSpan(day + 60, 30).Fill(ReadingsTable.Missing); }));
        var total = whole.AsSpan(day, 96).ToArray().Sum() + 12_347;
        var input = new EstimationInput { Series = series, KnownTotals = [new(day, day + 96, total)] };
        var (one, two) = (new Register().Fill(input, new Gap(day + 20, day + 30)), new Register().Fill(input, new Gap(day + 60, day + 90)));
        (whole.AsSpan(day, 96).ToArray().Sum() - whole.AsSpan(day + 20, 10).ToArray().Sum() - whole.AsSpan(day + 60, 30).ToArray().Sum()
            + one.ValuesWh.Sum() + two.ValuesWh.Sum()).ShouldBe(total);
        // by like days: the night takes less than the day
        one.ValuesWh.Max().ShouldBeLessThan(two.ValuesWh[0]);
    }

    [Fact]
    public void A_known_total_without_like_days_is_shared_evenly()
    {
        var grid = Meters.Grid("Asia/Shanghai", "2026-03-11", "2026-03-12");
        var series = Meters.Works(grid: grid, values: new long[96].With(v => v.AsSpan(10, 4).Fill(ReadingsTable.Missing)));
        Register(series, new(0, 96, 10), new Gap(10, 14)).ValuesWh.ShouldBe([3, 3, 2, 2]);
        Register(series, new(0, 96, 0), new Gap(10, 14)).ValuesWh.ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void A_known_total_cannot_always_be_shared()
    {
        var series = Holed(Noon, 20);
        Register(series, new(0, 96, 1), new Gap(Noon, Noon + 20)).Reason.ShouldBe("NoKnownTotal");
        Register(series, new(Noon + 5, Noon + 96, long.MaxValue), new Gap(Noon, Noon + 20)).Reason.ShouldBe("TotalHoldsPart");
        Register(series, new(Noon - 5, Noon + 20, 10), new Gap(Noon, Noon + 20)).Reason.ShouldBe("TotalBelowReadings");
        Register(series with { ValuesWh = series.ValuesWh.With(v => v[Noon - 1] = -7) }, new(Noon - 5, Noon + 20, long.MaxValue), new Gap(Noon, Noon + 20)).Reason.ShouldBe("NegativeReading");
    }

    [Fact]
    public void A_known_total_that_holds_missing_readings_of_days_nobody_asks_for_is_not_shared()
    {
        var series = Holed(Noon, 20);
        var needed = Enumerable.Repeat(true, March.Days).ToArray();
        needed[March.DayOf(Noon) + 1] = false;
        var total = new KnownTotal(Noon - 5, Noon + 200, long.MaxValue);
        Register(series with { DaysNeeded = needed }, total, new Gap(Noon, Noon + 20)).Reason.ShouldBeNull("the other days have all their readings");
        Register(series with { DaysNeeded = needed, ValuesWh = series.ValuesWh.With(v => v[March.FirstInterval(March.DayOf(Noon) + 1)] = ReadingsTable.Missing) }, total, new Gap(Noon, Noon + 20))
            .Reason.ShouldBe("TotalHoldsOtherDays");
    }

    [Fact]
    public void Totals_between_register_reads_lie_on_the_grid_and_never_run_backwards()
    {
        var at = (int interval) => March.StartUtcSeconds + interval * 900L;
        var series = Meters.Works() with { Registers = [new(at(0), 100), new(at(96), 350), new(at(100) + 60, 355), new(at(192), 300), new(at(March.Intervals), 900)] };
        EstimationInput.FromRegisters(series).ShouldBe([new KnownTotal(0, 96, 250), new KnownTotal(192, March.Intervals, 600)]);
        EstimationInput.FromRegisters(series with { Registers = [new(at(0), 100, "S1"), new(at(96), 350, "S2"), new(at(192), 400, "S2")] }).ShouldBe([new KnownTotal(96, 192, 50)]);
        EstimationInput.FromRegisters(series with { Registers = [new(at(0), 100), new(at(96), 350, "S1"), new(at(192), 400)] }).ShouldBe([new KnownTotal(0, 96, 250), new KnownTotal(96, 192, 50)]);
        EstimationInput.FromRegisters(series with { Registers = [new(at(0), 100, "S1"), new(at(96), 350), new(at(192), 400, "S2")] }).ShouldBeEmpty("which of the two it is of nobody said");
    }

    [Fact]
    public void At_night_a_solar_unit_generates_nothing()
    {
        var night = new Gap(March.At("2026-03-11", 0), March.At("2026-03-11", 5));
        var input = new EstimationInput { Series = Meters.Plant(), LatitudeDegrees = Meters.Latitude, LongitudeDegrees = Meters.Longitude };
        new NightZero().Fill(input, night).ValuesWh.ShouldBe(new long[20]);
        new NightZero().Fill(input, night with { End = night.End + 4 }).Reason.ShouldBe("NotNight");
        new NightZero().Fill(input with { LongitudeDegrees = null }, night).Reason.ShouldBe("NoCoordinates");
        new NightZero().Fill(input with { Series = Meters.Works() }, night).Reason.ShouldBe("NotSolar");
    }

    private static ImmutableArray<long> Linear(long before, long after, int count) =>
        new Linear().Fill(new EstimationInput { Series = Meters.Works(values: new long[March.Intervals].With(v => { (v[Noon - 1], v[Noon + count]) = (before, after); v.AsSpan(Noon, count).Fill(ReadingsTable.Missing); })) }, new Gap(Noon, Noon + count)).ValuesWh;

    private static string? Reason(IEstimationMethod method, int first, int count, bool past = true) =>
        method.Fill(new EstimationInput { Series = Holed(first, count, past) }, new Gap(first, first + count)).Reason;

    private static PointSeries Holed(int first, int count, bool past = true) => Meters.Works(values: Meters.Load(March).With(v => v.AsSpan(first, count).Fill(ReadingsTable.Missing)), past: past);

    private static Estimate Register(PointSeries series, KnownTotal total, Gap gap) => new Register().Fill(new EstimationInput { Series = series, KnownTotals = [total] }, gap);

    /// <summary>The estimate of one interval at noon.</summary>
    private static long LikeDay(long[] values, string day, long[]? past = null)
    {
        var at = March.At(day, 12);
        var series = Meters.Works(values: values.With(v => v[at] = ReadingsTable.Missing)) with { Past = past is null ? null : new PastSeries(Meters.February, past) };
        var estimate = new LikeDay().Fill(new EstimationInput { Series = series }, new Gap(at, at + 1));
        return estimate.Reason is { } reason ? throw new InvalidOperationException(reason) : estimate.ValuesWh[0];
    }
}
