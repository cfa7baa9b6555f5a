using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Tests.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Estimation;

public sealed class EstimationPlanTests
{
    private static readonly int Noon = Meters.March.At("2026-03-11", 12);

    [Fact]
    public void Each_gap_takes_the_first_method_that_can_and_tells_those_before()
    {
        var series = Meters.Works(values: Meters.Load(Meters.March).With(v => { v.AsSpan(Noon, 8).Fill(ReadingsTable.Missing); v.AsSpan(Noon + 50, 9).Fill(ReadingsTable.Missing); }));
        var result = EstimationPlan.Default.Fill(new EstimationInput { Series = series });
        result.Gaps.Select(g => (g.Method, g.Mark, g.Gap.First)).ShouldBe([("linear", "GP/linear", Noon), ("likeDay", "GP/likeDay", Noon + 50)]);
        result.Gaps[1].TriedBefore.Select(t => (t.Method, t.Reason)).ShouldBe([("register", "NoKnownTotal"), ("nightZero", "NotSolar"), ("linear", "TooLong")]);
        result.Quality[Noon].ShouldBe((byte)ReadingQuality.Estimated);
        result.Quality[Noon - 1].ShouldBe((byte)ReadingQuality.Measured);
        result.ValuesWh.ShouldNotContain(ReadingsTable.Missing);
    }

    [Fact]
    public void A_gap_that_no_method_can_fill_stays_one_and_says_so()
    {
        var grid = Meters.Grid("Asia/Shanghai", "2026-03-11", "2026-03-12");
        var result = EstimationPlan.Default.Fill(new EstimationInput { Series = Meters.Works(grid: grid, values: Meters.Load(grid).With(v => v.AsSpan(0, 4).Fill(ReadingsTable.Missing))) });
        var gap = result.Gaps.ShouldHaveSingleItem();
        (gap.Method, gap.Mark, gap.ValuesWh.Length, gap.TriedBefore.Length).ShouldBe((null, "", 0, 5));
        result.ValuesWh[0].ShouldBe(ReadingsTable.Missing);
        result.Quality[0].ShouldBe((byte)ReadingQuality.Missing);
        gap.Text(CultureInfo.GetCultureInfo("en")).ShouldBe("2026-03-11T00:00:00+08:00 to 2026-03-11T00:45:00+08:00, 4 intervals: no method can fill the gap; import the readings.");
        gap.TriedBefore[2].Text(CultureInfo.GetCultureInfo("zh-Hans")).ShouldBe("线性内插不适用：缺数前后的读数缺失或本身为估算。");
    }

    [Fact]
    public void The_order_of_a_plan_decides_and_a_total_still_holds_over_what_other_methods_made()
    {
        var day = Meters.March.At("2026-03-11", 0);
        var whole = Meters.Load(Meters.March);
        var series = Meters.Works(values: whole.With(v => { v.AsSpan(day + 20, 20).Fill(ReadingsTable.Missing); v.AsSpan(day + 60, 4).Fill(ReadingsTable.Missing); }));
        var total = whole.AsSpan(day, 96).ToArray().Sum();
        var input = new EstimationInput { Series = series, KnownTotals = [new(day, day + 96, total)] };
        foreach (var plan in (EstimationPlan[])[EstimationPlan.Default, new([new Linear(), new Register()]), new([new Register(), new Linear()])])
            plan.Fill(input).ValuesWh.AsSpan(day, 96).ToArray().Sum().ShouldBe(total);
        new EstimationPlan([new Linear(), new Register()]).Fill(input).Gaps.Select(g => g.Method).ShouldBe(["register", "linear"]);
    }

    [Fact]
    public void A_gap_over_midnight_meets_both_days_totals()
    {
        var day = Meters.March.At("2026-03-11", 0);
        var whole = Meters.Load(Meters.March);
        var series = Meters.Works(values: whole.With(v => v.AsSpan(day + 80, 40).Fill(ReadingsTable.Missing)));
        var totals = new[] { day, day + 96 }.Select(d => new KnownTotal(d, d + 96, whole.AsSpan(d, 96).ToArray().Sum() + 999)).ToArray();
        var result = EstimationPlan.Default.Fill(new EstimationInput { Series = series, KnownTotals = [.. totals] });
        result.Gaps.Select(g => (g.Method, g.Gap.Intervals)).ShouldBe([("register", 16), ("register", 24)]);
        foreach (var total in totals) result.ValuesWh.AsSpan(total.First, 96).ToArray().Sum().ShouldBe(total.EnergyWh);
    }

    [Fact]
    public void A_solar_units_long_gap_is_zero_at_night_and_like_its_days_by_day()
    {
        var day = Meters.March.At("2026-03-11", 0);
        var input = new EstimationInput
        {
            Series = Meters.Plant(values: Meters.Sun(Meters.March).With(v => v.AsSpan(day, 96).Fill(ReadingsTable.Missing))), LatitudeDegrees = Meters.Latitude, LongitudeDegrees = Meters.Longitude,
        };
        var result = EstimationPlan.Default.Fill(input);
        result.Gaps.Select(g => g.Method).ShouldBe(["nightZero", "likeDay", "nightZero"]);
        result.Gaps[1].ValuesWh.Sum().ShouldBeGreaterThan(2_000_000);
        // a register's total goes to the daylight only
        var anchored = EstimationPlan.Default.Fill(input with { KnownTotals = [new(day, day + 96, 3_333_333)] });
        anchored.Gaps.ShouldAllBe(g => g.Method == "register");
        anchored.ValuesWh.AsSpan(day, 96).ToArray().Sum().ShouldBe(3_333_333);
        anchored.ValuesWh.AsSpan(day, 16).ToArray().ShouldAllBe(v => v == 0);
    }

    [Fact]
    public void Totals_that_overlap_are_a_fault_of_the_caller() =>
        Should.Throw<ArgumentException>(() => EstimationPlan.Default.Fill(new EstimationInput { Series = Meters.Works(), KnownTotals = [new(0, 96, 1), new(95, 100, 1)] }));

    /// <summary>Random gaps, qualities, totals and plans: the seed alone decides.</summary>
    [Fact]
    public void Estimates_fill_gaps_only_are_never_negative_meet_their_totals_and_change_nothing_else() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var input = RandomInput(new Random(seed), out var plan);
            long[] before = [.. input.Series.ValuesWh];
            byte[] flags = [.. input.Series.Quality];
            var result = plan.Fill(input);
            input.Series.ValuesWh.ShouldBe(before);
            input.Series.Quality.ShouldBe(flags);
            for (var i = 0; i < before.Length; i++)
            {
                if (before[i] != ReadingsTable.Missing && (result.ValuesWh[i] != before[i] || result.Quality[i] != flags[i])) Assert.Fail($"interval {i} was changed");
                if (before[i] == ReadingsTable.Missing && result.ValuesWh[i] < 0 != (result.Quality[i] == 0)) Assert.Fail($"interval {i}: {result.ValuesWh[i]} with flag {result.Quality[i]}");
                if (result.ValuesWh[i] < ReadingsTable.Missing) Assert.Fail($"interval {i} is negative");
            }
            foreach (var gap in result.Gaps)
                result.ValuesWh.AsSpan(gap.Gap.First, gap.Gap.Intervals).ToArray().ShouldBe(gap.Method is null ? Enumerable.Repeat(ReadingsTable.Missing, gap.Gap.Intervals) : gap.ValuesWh);
            result.Gaps.Sum(g => g.Gap.Intervals).ShouldBe(before.Count(v => v == ReadingsTable.Missing));
            foreach (var total in input.KnownTotals)
                if (result.Gaps.Any(g => g.Method == "register" && g.Gap.First >= total.First && g.Gap.End <= total.End))
                    result.ValuesWh.AsSpan(total.First, total.End - total.First).ToArray().Sum().ShouldBe(total.EnergyWh);
        }));

    private static EstimationInput RandomInput(Random random, out EstimationPlan plan)
    {
        IEstimationMethod[] methods = [new Register(), new NightZero(), new Linear(), new LikeDay(), new Neighbour()];
        random.Shuffle(methods);
        plan = new EstimationPlan([.. methods.Take(random.Next(1, 6))]);
        var solar = random.Next(2) == 0;
        var whole = solar ? Meters.Sun(Meters.March) : Meters.Load(Meters.March);
        var values = whole.With(v =>
        {
            for (var n = random.Next(1, 12); n > 0; n--)
            {
                var first = random.Next(v.Length);
                v.AsSpan(first, Math.Min(v.Length - first, 1 << random.Next(9))).Fill(ReadingsTable.Missing);
            }
        });
        byte[] quality = [.. values.Select(v => v == ReadingsTable.Missing ? (byte)0 : (byte)"MMMMEX"[random.Next(6)])];
        var totals = Enumerable.Range(0, 31).Where(_ => random.Next(3) == 0)
            .Select(d => new KnownTotal(d * 96, d * 96 + 96, Math.Max(0, whole.AsSpan(d * 96, 96).ToArray().Sum() + random.Next(-2_000_000, 2_000_000))));
        return new EstimationInput
        {
            Series = (solar ? Meters.Plant(values: values) : Meters.Works(values: values)) with { Quality = quality },
            KnownTotals = [.. totals], Neighbours = random.Next(2) == 0 ? [Meters.Works("N", Meters.Load(Meters.March, 9))] : [],
            LatitudeDegrees = Meters.Latitude, LongitudeDegrees = random.Next(3) == 0 ? null : Meters.Longitude,
        };
    }
}
