using System.Globalization;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Readings that a finding speaks of on which nobody has decided yet: they count, but no estimate is made from them. What a person has
/// accepted is a reading like any other, and so is what an approved change has made small enough since.
/// </summary>
/// <param name="Marked">The points, with what is in doubt in the span and before it.</param>
/// <param name="Unmarked">The same as if nothing were.</param>
internal sealed record DoubtfulReadings(MeterSeries.Loaded Marked, MeterSeries.Loaded Unmarked, ILookup<string, int> Findings)
{
    private const string Night = "nightGeneration";

    /// <summary>Rules that find single readings too large. What stands still or repeats for days may be the load itself: without it little would be left to estimate from.</summary>
    private static readonly string[] Rules = ["aboveCapacity", "spike", Night];

    private sealed record Span(int Finding, string Point, bool OnlyAtNight, long FirstUtc, long LastUtc, long ThresholdWh)
    {
        /// <summary>Where many places were taken together, those between them are not meant: only what the rule itself would find there.</summary>
        public bool Doubts(long startUtc, long valueWh, Func<bool> isNight) =>
            valueWh > ThresholdWh && startUtc >= FirstUtc && startUtc <= LastUtc && (!OnlyAtNight || isNight());
    }

    public static async Task<DoubtfulReadings> OfAsync(GreenParkDb db, MicrogridId microgrid, MeterSeries.Loaded loaded, int pastDays, CancellationToken cancellationToken)
    {
        var (from, to) = (loaded.Grid.From.AddDays(-pastDays), loaded.Grid.To);
        var findings = await db.ReadingFindings.AsNoTracking()
            .Where(x => x.MicrogridId == microgrid && (x.State == FindingState.Open || x.State == FindingState.InWork) && Rules.Contains(x.Rule) && x.FirstDay < to && x.LastDay >= from)
            .OrderBy(x => x.Number).ToListAsync(cancellationToken);
        var spans = findings.SelectMany(x => x.ToFinding().Points.Select(p => new Span(x.Number, p, x.Rule == Night && x.Places > 1, Seconds(x.FirstLabel), Seconds(x.LastLabel), x.Threshold))).ToLookup(x => x.Point);
        var nights = new Dictionary<DayGrid, bool[]>();
        var doubting = new HashSet<(string Point, int Finding)>();
        var points = loaded.Points.Select(x => spans.Contains(x.Code) ? Mark(x, [.. spans[x.Code]], IsNight, doubting) : x);
        return new DoubtfulReadings(loaded with { Points = [.. points] }, loaded, doubting.Order().ToLookup(x => x.Point, x => x.Finding));

        // a park without coordinates has no such findings, unless it had some before
        bool IsNight(DayGrid grid, int interval) => loaded.Coordinates is { } at
            && (nights.TryGetValue(grid, out var night) ? night : nights[grid] = SunPosition.IsBelow(grid, at.LatitudeDegrees, at.LongitudeDegrees, ValidationThresholds.Default.NightBelowMillidegrees / 1000.0))[interval];
    }

    /// <summary>Why a method cannot, where it could if nothing were in doubt: decided on, the findings stand in its way no longer.</summary>
    /// <param name="could">Whether it can with the readings that are in doubt.</param>
    public Attempt Why(Attempt attempt, PointSeries series, bool could)
    {
        var others = attempt.Method == Neighbour.MethodCode ? Marked.Points.SelectMany(x => GapPlan.IsNeighbour(series, x) ? Findings[x.Code] : []) : [];
        int[] findings = [.. Findings[series.Code].Concat(others).Distinct().Order()];
        return could && findings.Length > 0 ? attempt with { Reason = Attempt.InDoubt, Findings = [.. findings] } : attempt;
    }

    private static PointSeries Mark(PointSeries series, Span[] spans, Func<DayGrid, int, bool> isNight, HashSet<(string, int)> doubting)
    {
        return series with { Doubtful = Of(series.Grid, series.ValuesWh), Past = series.Past is { } past ? past with { Doubtful = Of(past.Grid, past.ValuesWh) } : null };

        bool[] Of(DayGrid grid, long[] valuesWh)
        {
            var doubtful = new bool[valuesWh.Length];
            for (var i = 0; i < doubtful.Length; i++)
                foreach (var span in spans)
                {
                    var at = i;
                    if (!span.Doubts(grid.StartUtcSeconds + i * grid.IntervalMinutes * 60L, valuesWh[i], () => isNight(grid, at))) continue;
                    doubtful[i] = true;
                    doubting.Add((series.Code, span.Finding));
                }
            return doubtful;
        }
    }

    private static long Seconds(string label) => DateTimeOffset.Parse(label, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
