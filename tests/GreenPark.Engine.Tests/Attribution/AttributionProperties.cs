using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Emissions;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Results;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Attribution;

/// <summary>What must hold of every run, tried on random parks.</summary>
public sealed class AttributionProperties
{
    private static readonly InputHashes NoHashes = new("", []);

    [Fact]
    public void Every_interval_equals_the_method_page_read_plainly() => RandomPark.Each(120, park =>
    {
        var run = park.Run();
        var plain = new PlainMethod(run.Microgrid);
        var flagged = 0;
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            var interval = t;
            var expected = plain.Next(park.Grid.Day(park.Grid.DayOf(t)), code => park.Values[interval][Array.IndexOf(park.Points, code)]);
            var columns = run.Series.Balance.Columns;
            for (var i = 0; i < columns.Length; i++) Same(columns[i].Values[t], expected.Balance[i], t, columns[i].Name);
            if (-expected.Residual * 1_000_000 > run.Microgrid.BalanceTolerancePpm * expected.Supplied) flagged++;
            for (var k = 0; k < run.Series.Sources.Length; k++)
            {
                var got = run.Series.Attributed[k].AsSpan(t * run.Series.Members, run.Series.Members).ToArray();
                for (var i = 0; i < got.Length; i++) Same(got[i], expected.Attributed[k][i], t, "members");
                // conservation per source: what the members get and what is unattributed is the amount after step 5
                Same(got.Sum() + run.Series.Unattributed[k][t], expected.AfterCap[k], t, "a source");
            }
        }
        run.Quality.BalanceFlagged.ShouldBe(flagged);
    });

    [Fact]
    public void Energy_is_conserved_and_nobody_gets_more_than_it_consumed() => RandomPark.Each(100, park =>
    {
        var series = park.Run().Series;
        var b = series.Balance;
        for (var t = 0; t < series.Intervals; t++)
        {
            Same(b.ExportFromGeneration[t] + b.ChargeGreen[t] + b.GreenLoss[t] + b.Over[t] + b.Attributed[t] + b.Unattributed[t], b.Generation[t] + b.StorageReleased[t], t, "G + s");
            for (var i = 0; i < series.Members; i++)
            {
                var all = series.Attributed.Sum(a => a[t * series.Members + i]);
                if (all < 0 || all > series.Consumption[t * series.Members + i]) Assert.Fail($"interval {t}, member {i}: {all} of {series.Consumption[t * series.Members + i]} consumed");
            }
            Same(series.Attributed.Sum(a => a.AsSpan(t * series.Members, series.Members).ToArray().Sum()), b.Attributed[t], t, "attributed");
            Same(series.Unattributed.Sum(u => u[t]), b.Unattributed[t], t, "unattributed");
            if (series.Unattributed.Any(u => u[t] < 0)) Assert.Fail($"interval {t}: a negative rest");
        }
    });

    [Fact]
    public void The_pool_is_never_negative_and_keeps_what_is_charged_until_it_is_discharged() => RandomPark.Each(100, park =>
    {
        var run = park.Run();
        if (run.Microgrid.Storage is not { } storage) return;
        var b = run.Series.Balance;
        var (green, other) = (storage.OpeningGreenWh, storage.OpeningOtherWh);
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            var before = green + other;
            var withdrawn = Int128.Min(before, ((Int128)b.Discharge[t] * 1_000_000 + storage.EfficiencyPpm - 1) / storage.EfficiencyPpm);
            (green, other) = (b.PoolGreen[t], b.PoolOther[t]);
            if (green < 0 || other < 0) Assert.Fail($"interval {t}: a pool of {green} and {other}");
            Same((BigInteger)green + other, before - withdrawn + b.Charge[t], t, "pool");
            if (b.ChargeGreen[t] < 0 || b.ChargeGreen[t] > Math.Min(b.Charge[t], b.Generation[t])) Assert.Fail($"interval {t}: {b.ChargeGreen[t]} of the charge green");
            if (b.StorageReleased[t] < 0 || b.StorageReleased[t] > b.Discharge[t]) Assert.Fail($"interval {t}: {b.StorageReleased[t]} released");
        }
        run.Totals.PoolGreenWh.ShouldBe(green);
        run.Totals.PoolOtherWh.ShouldBe(other);
    });

    [Fact]
    public void Orders_that_say_nothing_change_nothing() => RandomPark.Each(60, park =>
    {
        var expected = Files(park.Run());
        var shuffled = (JsonObject)park.Json.DeepClone();
        var microgrid = shuffled["microgrid"]!.AsObject();
        Shuffle(park, microgrid["meteringPoints"]!.AsArray());
        foreach (var contract in microgrid["contracts"]!.AsArray())
        {
            Shuffle(park, contract!["sources"]!.AsArray());
            Shuffle(park, contract["members"]!.AsArray());
        }
        // properties' order too
        var reordered = new JsonObject();
        foreach (var (name, value) in park.Shuffled(microgrid)) reordered[name] = value?.DeepClone();
        shuffled["microgrid"] = reordered;
        Files(park.Run(Encoding.UTF8.GetBytes(shuffled.ToJsonString()), park.Csv(park.Shuffled(park.Points)))).ShouldBe(expected);
    });

    [Fact]
    public void The_members_order_decides_ties_of_one_wh_and_nothing_else() => RandomPark.Each(100, park =>
    {
        var microgrid = park.Json["microgrid"]!.AsObject();
        microgrid["contracts"] = new JsonArray(new JsonObject
        {
            ["code"] = "k", ["priority"] = 1, ["rule"] = "proRata", ["sources"] = new JsonArray("s0"), ["members"] = new JsonArray([.. park.List("members").Select(m => new JsonObject { ["code"] = (string)m!["code"]! })]),
        });
        var run = park.Run();
        var other = (JsonObject)park.Json.DeepClone();
        Shuffle(park, other["microgrid"]!["members"]!.AsArray());
        var reordered = park.Run(Encoding.UTF8.GetBytes(other.ToJsonString()));
        Balance(reordered).ShouldBe(Balance(run));
        for (var i = 0; i < run.Series.Members; i++)
        {
            var j = reordered.Microgrid.Members.IndexOf(reordered.Microgrid.Members.Single(m => m.Code == run.Microgrid.Members[i].Code));
            for (var t = 0; t < run.Series.Intervals; t++)
                if (Math.Abs(run.Series.Attributed[0][t * run.Series.Members + i] - reordered.Series.Attributed[0][t * run.Series.Members + j]) > 1) Assert.Fail($"interval {t}, member {i}");
        }
    });

    [Fact]
    public void Emission_columns_add_up_unless_a_figure_is_negative() => RandomPark.Each(120, park =>
    {
        var run = park.Run();
        var (factors, totals) = (run.Microgrid.Factors, run.Totals);
        var members = Enumerable.Range(0, run.Series.Members).ToArray();
        decimal OfSource(int k) => k < run.Microgrid.Sources.Length ? run.Microgrid.Sources[k].Factor.Grams : run.Microgrid.Storage!.Factor.Grams;
        decimal Grams(int i, Func<int, decimal> factor) => totals.AttributedWh.Select((source, k) => source[i] * factor(k)).Sum() / 1000;
        decimal Rest(int i, decimal factor) => (totals.ConsumptionWh[i] - totals.AttributedTotalOf(i)) * factor / 1000;

        var grid = factors.GridAverage.Grams;
        Published(run.Emissions.LocationBased, members.Select(i =>
            run.Microgrid.LocationBased == LocationBasis.Grid ? totals.ConsumptionWh[i] * grid / 1000 : Rest(i, grid) + Grams(i, OfSource)));
        Published(run.Emissions.MarketBased, members.Select(i => Rest(i, factors.Residual?.Grams ?? grid) + Grams(i, OfSource)));
        Published(run.Emissions.Reduction, members.Select(i => Grams(i, k => (run.Microgrid.Members[i].BaselineFactor?.Grams ?? grid) - OfSource(k))));
    });

    private static void Published(EmissionColumn column, IEnumerable<decimal> exactGrams)
    {
        var exact = exactGrams.ToArray();
        column.Total.ShouldBe((long)Math.Round(exact.Sum(), MidpointRounding.ToEven));
        if (exact.Any(e => e < 0))
        {
            column.OfMember.ShouldBe(exact.Select(e => (long)Math.Round(e, MidpointRounding.ToEven)));
            return;
        }
        column.OfMember.Sum().ShouldBe(column.Total);
        for (var i = 0; i < exact.Length; i++) Math.Abs(column.OfMember[i] - exact[i]).ShouldBeLessThan(1.5m);
    }

    [Fact]
    public void Period_figures_are_the_sums_of_the_intervals() => RandomPark.Each(100, park =>
    {
        var run = park.Run();
        var b = run.Series.Balance;
        run.Totals.AttributedTotalWh.ShouldBe(b.Attributed.Sum());
        run.Totals.UnattributedWh.ShouldBe(b.Unattributed.Sum());
        run.Totals.ResidualWh.ShouldBe(b.Residual.Sum());
        Enumerable.Range(0, run.Series.Members).Sum(run.Totals.AttributedTotalOf).ShouldBe(run.Totals.AttributedTotalWh);
        run.Totals.ConsumptionWh.Sum().ShouldBe(run.Totals.TotalConsumptionWh);
        run.Quality.Used.Measured.ShouldBe(Enumerable.Range(0, run.Series.Intervals).Sum(t => (long)run.Microgrid.MeteringPoints.Count(p => p.Valid.Contains(park.Grid.Day(park.Grid.DayOf(t))))));
    });

    [Fact]
    public void Without_storage_a_day_alone_equals_the_day_inside_a_longer_run() => RandomPark.Each(60, park =>
    {
        var whole = Rows(park.Run());
        for (var day = 0; day < park.Grid.Days; day++)
        {
            var alone = FileRun.Of(park.ParkBytes, [("readings.csv", park.Csv())], park.Grid.Day(day), park.Grid.Day(day).AddDays(1)).Value;
            var (first, count) = (park.Grid.FirstInterval(day), park.Grid.IntervalsOf(day));
            foreach (var (name, rows) in Rows(alone)) rows.ShouldBe(whole[name].Skip(first).Take(count), name);
        }
    }, storage: false);

    [Fact]
    public void A_run_that_opens_with_the_closing_pool_of_the_day_before_continues_it() => RandomPark.Each(60, park =>
    {
        var whole = Rows(park.Run());
        for (var day = 0; day < park.Grid.Days; day++)
        {
            var alone = FileRun.Of(park.ParkBytes, [("readings.csv", park.Csv())], park.Grid.Day(day), park.Grid.Day(day).AddDays(1)).Value;
            foreach (var (name, rows) in Rows(alone)) rows.ShouldBe(whole[name].Skip(park.Grid.FirstInterval(day)).Take(park.Grid.IntervalsOf(day)), name);
            if (!park.HasStorage) continue;
            var storage = park.Json["microgrid"]!["storage"]!;
            storage["openingGreenWh"] = alone.Totals.PoolGreenWh;
            storage["openingOtherWh"] = alone.Totals.PoolOtherWh;
        }
    });

    [Fact]
    public void Readings_in_one_file_or_in_several_give_the_same() => RandomPark.Each(60, park =>
    {
        var expected = Files(park.Run());
        var cut = park.Grid.Intervals / 3;
        var columns = park.Points.Length / 2;
        Files(park.Run(null, park.Csv(rows: t => t < cut), park.Csv(rows: t => t >= cut))).ShouldBe(expected);
        Files(park.Run(null, park.Csv(rows: t => t % 2 == 1), park.Csv(rows: t => t % 2 == 0))).ShouldBe(expected);
        Files(park.Run(null, park.Csv(park.Points[columns..]), park.Csv(park.Points[..columns], t => t >= cut), park.Csv(park.Points[..columns], t => t < cut))).ShouldBe(expected);
    });

    [Fact]
    public void Line_ends_and_a_byte_order_mark_change_no_figure() => RandomPark.Each(60, park =>
    {
        var expected = Files(park.Run());
        Files(park.Run(null, park.Csv(lineEnd: "\r\n"))).ShouldBe(expected);
        Files(park.Run(null, park.Csv(mark: true))).ShouldBe(expected);
        Files(park.Run([0xEF, 0xBB, 0xBF, .. park.ParkBytes], park.Csv(lineEnd: "\r\n", mark: true))).ShouldBe(expected);
    });

    [Fact]
    public void The_same_input_gives_the_same_bytes() => RandomPark.Each(30, park => Files(park.Run()).ShouldBe(Files(park.Run())));

    /// <summary>Cheap where it holds: it is asked millions of times.</summary>
    private static void Same(BigInteger actual, BigInteger expected, int interval, string what)
    {
        if (actual != expected) Assert.Fail($"interval {interval}, {what}: expected {expected}, actual {actual}");
    }

    private static Dictionary<string, string> Files(RunResult run) =>
        ResultFiles.All(run, NoHashes).ToDictionary(f => f.Name, f => Encoding.UTF8.GetString(f.Content.Span));

    private static Dictionary<string, string[]> Rows(RunResult run) =>
        ResultFiles.Csv(run).ToDictionary(f => f.Name, f => Encoding.UTF8.GetString(f.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);

    private static string Balance(RunResult run) => string.Join('\n', run.Series.Balance.Columns.Select(c => $"{c.Name} {string.Join(' ', c.Values)}"));

    private static void Shuffle(RandomPark park, JsonArray array)
    {
        var items = park.Shuffled(array.Select(n => n?.DeepClone()));
        array.Clear();
        foreach (var item in items) array.Add(item);
    }
}
