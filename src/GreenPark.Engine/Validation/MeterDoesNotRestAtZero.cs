namespace GreenPark.Engine.Validation;

/// <summary>A point that usually shows energy and is at 0 for long has lost its signal. Points that mostly rest are left alone.</summary>
internal sealed class MeterDoesNotRestAtZero : PointRule
{
    public override string Code => "zeroRun";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        if (limits.ZeroMinutes is not { } minutes) return;
        var most = minutes / run.Grid.IntervalMinutes;
        (int First, int End)[] runs = [.. Spans.OfOneValue(point.ValuesWh).Where(s => point.ValuesWh[s.First] == 0 && s.End - s.First > most)];
        if (runs.Length == 0) return;
        var (resting, running) = (0, 0);
        foreach (var value in (IEnumerable<long>)[.. point.ValuesWh, .. point.Past?.ValuesWh ?? []])
            (resting, running) = (resting + (value == 0 ? 1 : 0), running + (value > 0 ? 1 : 0));
        resting -= runs.Sum(r => r.End - r.First);
        // a plant rests every night and in a calm; a load that rests most of the time is one that is switched on now and then
        var isPlant = point.Class is MeterClass.Solar or MeterClass.Wind;
        if (resting > running && !isPlant) return;
        foreach (var (first, end) in runs) run.Add(isPlant ? Severity.Info : Severity.Warning, [point.Code], first, end, end - first, most, FindingUnit.Intervals);
    }
}
