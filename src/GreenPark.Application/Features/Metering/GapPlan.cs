using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>What the default plan makes of the gaps of a span, without keeping any of it.</summary>
internal sealed class GapPlan(GreenParkDb db, TimeProvider clock)
{
    public sealed record OfGap(PointSeries Series, GapEstimate Estimate);

    /// <summary>Of the days that a plan of the span may look at, see <see cref="NewestReadings.CountRevisionsAsync"/>.</summary>
    public Task<int> CountRevisionsAsync(Microgrid microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        db.CountRevisionsAsync(microgrid.Id, from.AddDays(-LikeDay.WithinDays), to.AddDays(LikeDay.WithinDays), cancellationToken);

    /// <summary>The gaps in order of the metering points' codes, then of time. Days from today on have none.</summary>
    /// <param name="to">The first day after.</param>
    /// <param name="points">Codes of metering points; null or empty for all.</param>
    /// <param name="only">Days of metering points to be looked at; null for all. What is missing on the others stays missing.</param>
    public async Task<Result<IReadOnlyList<OfGap>>> OfAsync(
        Microgrid microgrid, DateOnly from, DateOnly to, IReadOnlyList<string>? points, IReadOnlyList<PointDays>? only, CancellationToken cancellationToken)
    {
        if (only is not null) points = [.. points ?? [], .. only.Select(x => x.Point)];
        var known = (await db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id).Select(x => x.Code).ToListAsync(cancellationToken)).ToHashSet();
        var wanted = new HashSet<string>();
        foreach (var point in points ?? [])
            if (Code.Sought(point) is var code && known.Contains(code)) wanted.Add(code.Value);
            else return Error.NotFound("metering.not_found", point).In("Points");

        var days = only?.SelectMany(x => x.Days.Select(d => (Code.Sought(x.Point).Value, d))).ToHashSet();
        var today = clock.TodayIn(microgrid.TimeZone);
        if (to > today) to = today;
        if (from >= to) return (List<OfGap>)[];
        var end = to.AddDays(LikeDay.WithinDays) is var later && later > today ? today : later;
        var read = await new MeterSeries(db).LoadAsync(microgrid, from, to, end, LikeDay.WithinDays, cancellationToken);
        if (!read.TryGet(out var loaded)) return read.To<IReadOnlyList<OfGap>>();
        var doubts = await DoubtfulReadings.OfAsync(db, microgrid.Id, loaded, LikeDay.WithinDays, cancellationToken);
        return doubts.Marked.Points.Where(x => (only is null && wanted.Count == 0) || wanted.Contains(x.Code)).Select(x => days is null ? x : On(x, days))
            .SelectMany(x => Filled(x, doubts).Select(gap => new OfGap(x, gap)))
            .ToList();
    }

    /// <summary>Where none can fill a gap, the method that could without doubts says so.</summary>
    private static IEnumerable<GapEstimate> Filled(PointSeries series, DoubtfulReadings doubts)
    {
        var gaps = EstimationPlan.Default.Fill(InputOf(series, doubts.Marked)).Gaps;
        if (doubts.Findings.Count == 0 || gaps.All(x => x.Method is not null)) return gaps;
        var without = doubts.Unmarked.Points.Single(x => x.Code == series.Code) with { DaysNeeded = series.DaysNeeded };
        return gaps.Zip(EstimationPlan.Default.Fill(InputOf(without, doubts.Unmarked)).Gaps, (gap, could) => gap.Method is not null ? gap
            : gap with { TriedBefore = [.. gap.TriedBefore.Select(x => doubts.Why(x, series, x.Method == could.Method))] });
    }

    /// <param name="all">The microgrid's points, this one among them.</param>
    public static EstimationInput InputOf(PointSeries series, MeterSeries.Loaded all) => new()
    {
        Series = series, Neighbours = [.. all.Points.Where(x => IsNeighbour(series, x))], KnownTotals = EstimationInput.FromRegisters(series),
        LatitudeDegrees = all.Coordinates?.LatitudeDegrees, LongitudeDegrees = all.Coordinates?.LongitudeDegrees,
    };

    private static PointSeries On(PointSeries series, HashSet<(string Point, DateOnly Day)> days) =>
        series with { DaysNeeded = [.. Enumerable.Range(0, series.Grid.Days).Select(d => series.DaysNeeded?[d] != false && days.Contains((series.Code, series.Grid.Day(d))))] };

    /// <summary>Plants of one kind see the same sun and wind; one company's load says nothing of another's.</summary>
    public static bool IsNeighbour(PointSeries one, PointSeries other) =>
        one.Code != other.Code && one.Measures == Measurand.Generation && other.Measures == Measurand.Generation && one.Class == other.Class && one.Class is MeterClass.Solar or MeterClass.Wind;
}
