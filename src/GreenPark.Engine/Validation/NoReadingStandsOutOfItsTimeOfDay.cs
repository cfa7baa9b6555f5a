namespace GreenPark.Engine.Validation;

/// <summary>
/// A spike is far above the median of its time of day, measured by the usual distance from it (MAD), and far above the point's usual
/// peak. Both, because a load that rests for weeks at some hour has no distance there, and may still run at that hour once. One that
/// passes the usual peak ten times over is no unusual hour but a wrong number, and an error.
/// </summary>
internal sealed class NoReadingStandsOutOfItsTimeOfDay : PointRule
{
    /// <summary>1.4826 makes the MAD of a normal distribution its standard deviation.</summary>
    private const int DeviationPpm = 1_482_600;

    /// <summary>A distance below this part of the usual peak is rounding, not spread.</summary>
    private const int LeastDeviationPpm = 20_000;

    /// <summary>A decimal place.</summary>
    private const int ImpossiblePpm = 10_000_000;

    public override string Code => "spike";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var profile = run.ProfileOf(point);
        if (profile.LeastDays < run.Thresholds.LeastDays)
        {
            run.CannotCheck("TooFewDays", point.Code);
            return;
        }
        // a point that rests at most times of day has nothing usual to stand out of; a plant rests at night only
        if (point.Class != MeterClass.Solar && profile.MedianWh.AsSpan().Count(0) * 2 > profile.MedianWh.Length)
        {
            run.CannotCheck("RestsMostly", point.Code);
            return;
        }
        var peak = Parts.Ppm(profile.UsualPeakWh, limits.SpikeOverUsualPpm);
        var impossible = Parts.Ppm(profile.UsualPeakWh, ImpossiblePpm);
        var floor = Parts.Ppm(profile.UsualPeakWh, LeastDeviationPpm);
        var slots = run.SlotsIn(point.Grid);
        var mostWh = new long[profile.MedianWh.Length];
        for (var slot = 0; slot < mostWh.Length; slot++)
            mostWh[slot] = Parts.Saturated(Int128.Max(peak,
                profile.MedianWh[slot] + limits.SpikeFactor * Int128.Max(floor, Parts.Ppm(profile.DeviationWh[slot], DeviationPpm))));
        var values = point.ValuesWh;
        var places = Spans.Where(values.Length, i => values[i] > mostWh[slots[i]]).ToArray();
        // each time of day has its own: what stands for several says from where on any of them stands out
        long LeastWh((int First, int End) place) => Enumerable.Range(place.First, place.End - place.First).Min(i => mostWh[slots[i]]);
        var leastOfAll = places.Length > run.Thresholds.MostPlaces ? places.Min(LeastWh) : (long?)null;
        foreach (var place in places)
        {
            var (first, end) = place;
            var worst = Enumerable.Range(first, end - first).MaxBy(i => values[i]);
            run.Add(profile.UsualPeakWh > 0 && values[worst] > impossible ? Severity.Error : Severity.Warning, [point.Code], first, end, values[worst], leastOfAll ?? LeastWh(place), FindingUnit.Wh, "",
                new Amount(profile.MedianWh[slots[worst]], FindingUnit.Wh));
        }
    }
}
