using System.Collections.Immutable;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

/// <summary>Rules that hold meters against each other.</summary>
public sealed class SeveralMetersRuleTests
{
    private static readonly long[] One = Meters.Load(Meters.March, 1);
    private static readonly long[] Two = Meters.Load(Meters.March, 7);
    private static readonly int Noon = Meters.March.At("2026-03-11", 12);

    [Fact]
    public void Sub_meters_may_pass_their_head_by_2_percent_and_10_Wh_each()
    {
        var head = One.Zip(Two, (a, b) => a + b).ToArray();
        Head(head).Of("subAboveHead").ShouldBeEmpty();
        var excess = (head[Noon] - 1_000) * 20_000 / 1_000_000 + 20;
        var atLimit = head.With(v => v[Noon] -= 1_000);
        Head(atLimit, sub: One.With(v => v[Noon] += excess - 1_000)).Of("subAboveHead").ShouldBeEmpty();
        Head(atLimit, sub: One.With(v => v[Noon] += excess - 999)).Of("subAboveHead").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Points.ShouldBe(["H", "A", "B"]), f => f.FirstInterval.ShouldBe(Noon), f => f.Measured.ShouldBe(excess + 1));
    }

    [Fact]
    public void Sub_meters_cannot_be_held_against_a_head_that_is_not_there()
    {
        var input = Meters.Park(Meters.Works("A", One), Meters.Works("B", Two));
        MeterValidation.Check(input).ReasonsOf("subAboveHead").ShouldBe(["NoHeadMeters"]);
        MeterValidation.Check(input with { HeadMeters = [new("H", ["A", "B"])] }).NotChecked.Where(n => n.Rule == "subAboveHead")
            .ShouldHaveSingleItem().Points.ShouldBe(["H", "A", "B"]);
        Head(new long[One.Length].With(v => v.AsSpan().Fill(ReadingsTable.Missing))).ReasonsOf("subAboveHead").ShouldBe(["HeadOrSubWithoutReadings"]);
    }

    [Fact]
    public void Sub_meters_are_held_against_their_head_on_the_days_on_which_they_stand_behind_it()
    {
        var input = Meters.Park(Meters.Works("H", new long[One.Length]), Meters.Works("A", One));
        var (from, to) = (new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 12));
        MeterValidation.Check(input with { HeadMeters = [new("H", ["A"], new DateRange(from, to))] }).Of("subAboveHead").ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(f => f.FirstDay.ShouldBe(from), f => f.LastDay.ShouldBe(to.AddDays(-1)), f => f.Intervals.ShouldBe(192));
    }

    [Fact]
    public void Use_may_pass_supply_by_the_tolerance_and_supply_may_also_lose()
    {
        // tolerance 2 % of the supply and 100 Wh; towards losses 8 % more
        Balance(_ => { }).Of("balance").ShouldBeEmpty();
        var limit = One[Noon] * 20_000 / 1_000_000 + 100;
        Balance(use: v => v[Noon] += limit).Of("balance").ShouldBeEmpty();
        Balance(use: v => v[Noon] += limit + 1).Of("balance").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe("TooMuchUse"), f => (f.Measured, f.Threshold).ShouldBe((limit + 1, limit)));
        var loss = One[Noon] * 100_000 / 1_000_000 + 100;
        Balance(use: v => v[Noon] -= loss).Of("balance").ShouldBeEmpty();
        Balance(use: v => v[Noon] -= loss + 1).Of("balance").ShouldHaveSingleItem().Kind.ShouldBe("TooMuchSupply");
    }

    [Fact]
    public void Every_measurand_has_its_side_in_the_balance()
    {
        PointSeries Point(string code, Measurand measures, long wh, int sign = 1) => Meters.Works(code, new long[One.Length].With(v => v.AsSpan().Fill(wh))) with { Measures = measures, BalanceSign = sign };
        var input = Meters.Park(Point("G", Measurand.Generation, 5_000), Point("I", Measurand.Import, 3_000), Point("D", Measurand.Discharge, 1_000),
            Point("C", Measurand.Consumption, 6_000), Point("X", Measurand.Export, 1_500), Point("B", Measurand.Charge, 2_000),
            Point("N", Measurand.Consumption, 500, -1), Point("S", Measurand.Consumption, 4_000, 0), Point("K", Measurand.Curtailment, 9_000));
        MeterValidation.Check(input).Of("balance").ShouldBeEmpty();
        foreach (var left in input.Points.Where(p => p.BalanceSign != 0 && p.Measures is not Measurand.Curtailment && p.Code != "C"))
            MeterValidation.Check(input with { Points = input.Points.Remove(left) }).Of("balance").Where(f => f.Intervals == One.Length).ShouldHaveSingleItem(left.Code);
    }

    [Fact]
    public void A_balance_needs_consumption_a_gate_and_whole_intervals()
    {
        MeterValidation.Check(Meters.Park(Meters.Plant())).ReasonsOf("balance").ShouldBe(["NoConsumption"]);
        MeterValidation.Check(Meters.Park(Meters.Works())).ReasonsOf("balance").ShouldBe(["NoGate"]);
        MeterValidation.Check(Meters.Park(Meters.Works()) with { OffGrid = true }).ReasonsOf("balance").ShouldBeEmpty();
        Balance(v => v.AsSpan().Fill(ReadingsTable.Missing)).ReasonsOf("balance").ShouldBe(["NoCompleteInterval"]);
        Balance(v => v[Noon] = ReadingsTable.Missing).Of("balance").ShouldBeEmpty();
    }

    [Fact]
    public void A_series_proportional_to_another_is_told_with_its_ratio()
    {
        var tripled = One.Select(v => v * 3 / 2).ToArray();
        Pair(One, tripled).Of("twinMeter").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Points.ShouldBe(["A", "B"]), f => f.Measured.ShouldBeInRange(999_999, 1_000_000), f => f.Text().ShouldContain("the second is 150 % of the first"));
        Pair(One, Two).Of("twinMeter").ShouldBeEmpty();
        Pair(One, One).Of("twinMeter").ShouldHaveSingleItem();
        // three of one are one matter
        MeterValidation.Check(Meters.Park(Meters.Works("A", One), Meters.Works("B", Two), Meters.Works("C", One), Meters.Works("D", tripled)))
            .Of("twinMeter").ShouldHaveSingleItem().Points.ShouldBe(["A", "C", "D"]);
    }

    [Fact]
    public void Twins_are_told_from_a_correlation_of_0_9999_on()
    {
        // noise added to a copy until the correlation, calculated plainly here, crosses the threshold
        for (var share = 0; share < 60; share++)
        {
            var copy = One.Select((v, i) => v + (Two[(i * 7 + 11) % Two.Length] - 45_000) * share / 1_500).ToArray();
            var r = Correlation(One, copy);
            if (Math.Abs(r - 0.9999) > 1e-6) Pair(One, copy).Of("twinMeter").Length.ShouldBe(r >= 0.9999 ? 1 : 0, $"{share}: {r}");
        }
        Correlation(One, [.. One.Select((v, i) => v + (Two[(i * 7 + 11) % Two.Length] - 45_000) * 59 / 1_500)]).ShouldBeLessThan(0.9999);
    }

    [Fact]
    public void Twins_with_gaps_are_twins_and_relations_explain_them()
    {
        Pair(One.With(v => v.AsSpan(100, 500).Fill(ReadingsTable.Missing)), One.With(v => v.AsSpan(1_500, 300).Fill(ReadingsTable.Missing))).Of("twinMeter").ShouldHaveSingleItem();
        var input = Meters.Park(Meters.Works("A", One), Meters.Works("B", One));
        MeterValidation.Check(input with { HeadMeters = [new("A", ["B"])] }).Of("twinMeter").ShouldBeEmpty();
        MeterValidation.Check(Meters.Park(Meters.Works("A", One), Meters.Works("B", One) with { Measures = Measurand.Import })).Of("twinMeter").ShouldBeEmpty();
        MeterValidation.Check(Meters.Park(Meters.Works("A", One))).ReasonsOf("twinMeter").ShouldBe(["OnePointOnly"]);
        Pair(new long[One.Length], new long[One.Length]).Of("twinMeter").ShouldBeEmpty();
    }

    private static double Correlation(long[] one, long[] other)
    {
        double x = one.Average(), y = other.Average();
        return one.Zip(other, (a, b) => (a - x) * (b - y)).Sum() / Math.Sqrt(one.Sum(a => (a - x) * (a - x)) * other.Sum(b => (b - y) * (b - y)));
    }

    private static ValidationReport Head(long[] head, long[]? sub = null) => MeterValidation.Check(
        Meters.Park(Meters.Works("H", head), Meters.Works("A", sub ?? One), Meters.Works("B", Two)) with { HeadMeters = [new HeadMeter("H", ["A", "B"])] });

    private static ValidationReport Pair(long[] one, long[] other) => MeterValidation.Check(Meters.Park(Meters.Works("A", one), Meters.Works("B", other)));

    private static ValidationReport Balance(Action<long[]> use) =>
        MeterValidation.Check(Meters.Park(Meters.Works("M", One.With(use)), Meters.Works("I", One) with { Measures = Measurand.Import, Class = MeterClass.Gate }));
}
