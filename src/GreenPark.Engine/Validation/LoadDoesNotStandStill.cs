using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>
/// A load or a plant that keeps the same Wh for hours is a meter that repeats its last value. Not where the value is a few steps of the
/// meter's resolution, nor where a plant runs at its rated capacity.
/// </summary>
internal sealed class LoadDoesNotStandStill : PointRule
{
    private const int AtCapacityPpm = 950_000;

    public override string Code => "flatLine";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        if (limits.FlatMinutes is not { } minutes) return;
        var most = minutes / run.Grid.IntervalMinutes;
        var leastWh = run.ProfileOf(point).StepWh * (Int128)run.Thresholds.FlatLeastSteps;
        var fullWh = point is { RatedCapacityW: { } capacityW, Class: MeterClass.Solar or MeterClass.Wind or MeterClass.OtherGeneration }
            ? Parts.Ppm((Int128)capacityW * run.Grid.IntervalMinutes, AtCapacityPpm) / 60 : Int128.MaxValue;
        foreach (var (first, end) in Spans.OfOneValue(point.ValuesWh))
            if (end - first > most && point.ValuesWh[first] > 0 && (point.ValuesWh[first] >= leastWh || OneValueOnly(point, point.ValuesWh[first])) && point.ValuesWh[first] < fullWh)
                run.Add(Severity.Warning, [point.Code], first, end, end - first, most, FindingUnit.Intervals, "",
                    new Amount(point.ValuesWh[first], FindingUnit.Wh));
    }

    /// <summary>
    /// Where every reading of a series is the same its step is that value and says nothing. One that is 0 now and then may be a coarse meter
    /// at a small load, which shows a step or none.
    /// </summary>
    private static bool OneValueOnly(PointSeries point, long valueWh) => !point.ValuesWh.AsSpan().ContainsAnyExcept(valueWh, ReadingsTable.Missing);
}
