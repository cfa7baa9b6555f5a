using System.Globalization;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Readings that a finding speaks of on which nobody has decided yet: they count, but no estimate is made from them. What a person has
/// accepted is a reading like any other.
/// </summary>
internal static class DoubtfulReadings
{
    /// <summary>Rules that find single readings too large. What stands still or repeats for days may be the load itself: without it little would be left to estimate from.</summary>
    private static readonly string[] Rules = ["aboveCapacity", "spike", "nightGeneration"];

    private sealed record Span(string Point, long FirstUtc, long LastUtc, int Places, long ThresholdWh, FindingUnit Unit)
    {
        /// <summary>Where many places were taken together, those between them are not meant: only what passes the threshold.</summary>
        public bool Doubts(long startUtc, long valueWh) =>
            startUtc >= FirstUtc && startUtc <= LastUtc && (Places == 1 || Unit != FindingUnit.Wh || valueWh > ThresholdWh);
    }

    /// <summary>The points, with what is in doubt in the span and before it.</summary>
    public static async Task<MeterSeries.Loaded> MarkedAsync(GreenParkDb db, MicrogridId microgrid, MeterSeries.Loaded loaded, int pastDays, CancellationToken cancellationToken)
    {
        var (from, to) = (loaded.Grid.From.AddDays(-pastDays), loaded.Grid.To);
        var findings = await db.ReadingFindings.AsNoTracking()
            .Where(x => x.MicrogridId == microgrid && (x.State == FindingState.Open || x.State == FindingState.InWork) && Rules.Contains(x.Rule) && x.FirstDay < to && x.LastDay >= from)
            .ToListAsync(cancellationToken);
        if (findings.Count == 0) return loaded;
        var spans = findings.SelectMany(x => x.ToFinding().Points.Select(p => new Span(p, Seconds(x.FirstLabel), Seconds(x.LastLabel), x.Places, x.Threshold, x.Unit))).ToLookup(x => x.Point);
        return loaded with { Points = [.. loaded.Points.Select(x => Marked(x, [.. spans[x.Code]]))] };
    }

    private static PointSeries Marked(PointSeries series, Span[] spans) => spans.Length == 0 ? series : series with
    {
        Doubtful = Doubtful(series.Grid, series.ValuesWh, spans),
        Past = series.Past is { } past ? past with { Doubtful = Doubtful(past.Grid, past.ValuesWh, spans) } : null,
    };

    private static bool[] Doubtful(DayGrid grid, long[] valuesWh, Span[] spans) =>
        [.. valuesWh.Select((wh, i) => spans.Any(x => x.Doubts(grid.StartUtcSeconds + i * grid.IntervalMinutes * 60L, wh)))];

    private static long Seconds(string label) => DateTimeOffset.Parse(label, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
