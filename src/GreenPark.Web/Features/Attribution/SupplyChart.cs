using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;
using GreenPark.Web.Components.Charts;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.Attribution;

/// <summary>
/// The series of the supply chart: below the consumption line what consumption was covered with (the sources, then the rest from the
/// grid), above it generation that went elsewhere (exported, charged or lost). And the green share by hour and day.
/// </summary>
internal sealed record SupplyChart(ChartDays Days, IReadOnlyList<ChartSeries> Supply, ChartSeries Consumption, IReadOnlyList<long?> SharesPpm)
{
    public static SupplyChart Of(GetRunSupply.Shown supply, long[] generationWh, GetRunParties.Shown parties, Texts texts)
    {
        var days = ChartDays.Of(supply.Grid);
        var (attributed, ofUnits) = (new long[supply.Grid.Intervals], new long[supply.Grid.Intervals]);
        var series = new List<ChartSeries>();
        foreach (var group in supply.Sources.GroupBy(x => Sources.HueOf(Party(parties, x.Key))))
        {
            var sum = new long[attributed.Length];
            foreach (var (code, wh) in group)
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += wh[i];
                    attributed[i] += wh[i];
                    if (code != Codes.Storage) ofUnits[i] += wh[i];
                }
            series.Add(ChartSeries.Of(Sources.GroupName([.. group.Select(x => Party(parties, x.Key))], texts), group.Key, sum));
        }
        series.Add(ChartSeries.Of(texts["runs.grid"], Hue.Grid, Less(supply.ConsumptionWh, attributed)));
        var surplus = Less(generationWh, ofUnits);
        if (surplus.Any(x => x > 0)) series.Add(ChartSeries.Of(texts["runs.surplus"], Hue.Surplus, surplus));
        return new SupplyChart(days, series, ChartSeries.Of(texts["chart.consumption"], Hue.Line, supply.ConsumptionWh), Shares(days, supply.ConsumptionWh, attributed));
    }

    private static GetRunParties.Party Party(GetRunParties.Shown parties, string code) =>
        parties.Sources.FirstOrDefault(x => x.Code == code) ?? new GetRunParties.Party(code, code, "");

    private static long[] Less(long[] whole, long[] part) => [.. whole.Zip(part, (w, p) => Math.Max(0, w - p))];

    /// <summary>24 values a day; a repeated hour counts with its namesake, an hour that the clock left out has none.</summary>
    private static long?[] Shares(ChartDays days, long[] consumptionWh, long[] attributedWh)
    {
        var (all, green) = (new long[days.Days.Count * 24], new long[days.Days.Count * 24]);
        for (var day = 0; day < days.Days.Count; day++)
            for (var i = days.FirstIntervals[day]; i < days.FirstIntervals[day + 1]; i++)
            {
                var cell = day * 24 + days.MinutesOfDay[i] / 60;
                all[cell] += consumptionWh[i];
                green[cell] += attributedWh[i];
            }
        return [.. all.Zip(green, (whole, part) => Indicators.Ppm(part, whole))];
    }
}
