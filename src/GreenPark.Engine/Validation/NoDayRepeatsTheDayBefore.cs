using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>A day or more that equals the 24 hours before it, Wh by Wh, was copied; a load that is constant or only on and off may do so by itself.</summary>
internal sealed class NoDayRepeatsTheDayBefore : PointRule
{
    public override string Code => "repeatedDay";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var (values, lag) = (point.ValuesWh, run.SlotsOfDay);
        var past = point.Past is { } p && p.Grid.To == point.Grid.From ? p.ValuesWh : [];
        bool Repeats(int i) => values[i] != ReadingsTable.Missing
            && (i >= lag ? values[i] == values[i - lag] : past.Length + i >= lag && values[i] == past[past.Length + i - lag]);
        foreach (var (first, end) in Spans.Where(values.Length, Repeats))
            if (end - first >= lag && values.AsSpan(first, end - first).ToArray().Distinct().Count() >= run.Thresholds.RepeatLeastValues)
                run.Add(Severity.Warning, [point.Code], first, end, end - first, lag, FindingUnit.Intervals);
    }
}
