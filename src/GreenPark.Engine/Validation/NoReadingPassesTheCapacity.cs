using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Validation;

/// <summary>No interval holds more energy than the rated capacity (at a gate: the connection capacity) can bring, with a margin.</summary>
internal sealed class NoReadingPassesTheCapacity : PointRule
{
    public override string Code => "aboveCapacity";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        if ((point.RatedCapacityW ?? (point.Class == MeterClass.Gate ? run.Input.ConnectionCapacityW : null)) is not { } capacityW)
        {
            // the registers say what units, storage and the connection can carry, and nothing of loads
            run.CannotCheck(point.Measures is Measurand.Consumption or Measurand.Curtailment ? "NoRatedLoad" : "NoCapacity", point.Code);
            return;
        }
        var mostWh = Parts.Saturated(Parts.Ppm((Int128)capacityW * run.Grid.IntervalMinutes, Parts.Million + limits.CapacityMarginPpm) / 60);
        var values = point.ValuesWh;
        if (mostWh == long.MaxValue || !values.AsSpan().ContainsAnyInRange(mostWh + 1, long.MaxValue)) return;
        foreach (var (first, end) in Spans.Where(values.Length, i => values[i] > mostWh))
            run.Add(Severity.Error, [point.Code], first, end, values[first..end].Max(), mostWh, FindingUnit.Wh);
    }
}
