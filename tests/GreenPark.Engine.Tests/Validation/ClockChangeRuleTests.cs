using GreenPark.Engine.Metering;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

/// <summary>The two nights of the year in which files go wrong, in Berlin: 92 and 100 quarter-hours.</summary>
public sealed class ClockChangeRuleTests
{
    private static readonly DayGrid Spring = Meters.Grid("Europe/Berlin", "2026-03-28", "2026-03-31");
    private static readonly DayGrid Autumn = Meters.Grid("Europe/Berlin", "2026-10-24", "2026-10-27");

    /// <summary>02:00 in summer time, the first pass of the hour that comes twice.</summary>
    private static readonly int First = Autumn.FirstInterval(1) + 8;

    /// <summary>03:00 in summer time, the first interval after the jump.</summary>
    private static readonly int Jump = Spring.FirstInterval(1) + 8;

    [Fact]
    public void Hours_that_are_whole_have_no_finding()
    {
        (Spring.IntervalsOf(1), Autumn.IntervalsOf(1)).ShouldBe((92, 100));
        Check(Spring, _ => { }).ShouldBeEmpty();
        Check(Autumn, _ => { }).ShouldBeEmpty();
        Check(Meters.March, v => v.AsSpan(1_000, 4).Fill(ReadingsTable.Missing)).ShouldBeEmpty();
    }

    /// <summary>Three of four quarter-hours: a gap like any other, of the one hour or of the other.</summary>
    [Theory]
    [InlineData(0, "2026-10-25 02:00+02:00")]
    [InlineData(4, "2026-10-25 02:00+01:00")]
    [InlineData(8, "2026-10-25 03:00 ")]
    public void A_gap_in_an_hour_that_comes_twice_says_in_which(int pass, string from)
    {
        var values = Meters.Load(Autumn).With(v => v.AsSpan(First + pass, 3).Fill(ReadingsTable.Missing));
        var gap = MeterValidation.Check(Meters.Park(Meters.Works(values: values, grid: Autumn))).Of("gap").ShouldHaveSingleItem();
        gap.Text(System.Globalization.CultureInfo.InvariantCulture).ShouldContain($"from {from}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_pass_that_is_missing_is_lost(int pass)
    {
        Check(Autumn, v => v.AsSpan(First + pass, 4).Fill(ReadingsTable.Missing)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe("Lost"), f => (f.FirstInterval, f.EndInterval).ShouldBe((First + pass, First + pass + 4)),
            f => f.From.ShouldBe(pass == 0 ? "2026-10-25T02:00:00+02:00" : "2026-10-25T02:00:00+01:00"));
        Check(Autumn, v => v.AsSpan(First + pass, 3).Fill(ReadingsTable.Missing)).ShouldBeEmpty();
        Check(Autumn, v => v.AsSpan(First, 8).Fill(ReadingsTable.Missing)).ShouldBeEmpty();
    }

    [Fact]
    public void Passes_that_are_equal_are_copied()
    {
        Check(Autumn, v => v.AsSpan(First, 4).CopyTo(v.AsSpan(First + 4))).ShouldHaveSingleItem().Kind.ShouldBe("Copied");
        Check(Autumn, v => { v.AsSpan(First, 4).CopyTo(v.AsSpan(First + 4)); v[First]++; }).ShouldBeEmpty();
        // at rest every quarter-hour is the same, and nothing can be told
        Check(Autumn, v => v.AsSpan(First, 8).Fill(20_000)).ShouldBeEmpty();
    }

    [Fact]
    public void A_pass_that_holds_both_hours_is_merged()
    {
        Check(Autumn, v => { for (var i = 0; i < 4; i++) { v[First + i] += v[First + 4 + i]; v[First + 4 + i] = 0; } }).ShouldHaveSingleItem().Kind.ShouldBe("Merged");
        Check(Autumn, v => { for (var i = 0; i < 4; i++) { v[First + i] += v[First + 4 + i]; v[First + 4 + i] = ReadingsTable.Missing; } }).ShouldHaveSingleItem().Kind.ShouldBe("Merged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    public void The_hour_that_does_not_exist_is_found_in_the_one_beside_it(int offset)
    {
        Check(Spring, v => Scale(v.AsSpan(Jump + offset, 4), 21)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe("Filled"), f => f.FirstInterval.ShouldBe(Jump + offset));
        Check(Spring, v => Scale(v.AsSpan(Jump + offset, 4), 13)).ShouldBeEmpty();
    }

    [Fact]
    public void In_hourly_readings_a_copy_is_one_where_equal_neighbours_are_rare()
    {
        var grid = Meters.Grid("Europe/Berlin", "2026-10-01", "2026-11-01", 60);
        var second = grid.At("2026-10-25", 3);   // 02:00 in winter time: the day's fourth hour
        grid.LocalMinute(second).ShouldBe(120);
        Check(grid, _ => { }).ShouldBeEmpty();
        Check(grid, v => v[second] = v[second - 1]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe("Copied"), f => (f.FirstInterval, f.EndInterval).ShouldBe((second - 1, second + 1)));
        // a meter that counts in steps of 10 kWh has equal hours every night
        Check(grid, v => { for (var i = 0; i < v.Length; i++) v[i] -= v[i] % 10_000; v[second] = v[second - 1]; }).ShouldBeEmpty();
    }

    [Fact]
    public void In_few_hourly_readings_a_copy_cannot_be_told_from_chance()
    {
        var grid = Meters.Grid("Europe/Berlin", "2026-10-24", "2026-10-27", 60);
        var report = MeterValidation.Check(Meters.Park(Meters.Works(grid: grid)));
        report.ReasonsOf("clockChange").ShouldBe(["HourIsOneInterval"]);
    }

    [Fact]
    public void A_zone_that_jumps_at_midnight_is_looked_at_too()
    {
        // in Havana the day of the change begins at 01:00
        var grid = Meters.Grid("America/Havana", "2026-03-07", "2026-03-10");
        var jump = grid.FirstInterval(1);
        grid.LocalMinute(jump).ShouldBe(60);
        Check(grid, v => Scale(v.AsSpan(jump, 4), 21)).ShouldHaveSingleItem().FirstInterval.ShouldBe(jump);
    }

    private static void Scale(Span<long> values, int tenths)
    {
        foreach (ref var value in values) value = value * tenths / 10;
    }

    private static Finding[] Check(DayGrid grid, Action<long[]> change) => MeterValidation.Check(Meters.Park(Meters.Works(values: Meters.Load(grid).With(change), grid: grid))).Of("clockChange");
}
