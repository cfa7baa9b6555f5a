using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>A gap is told whatever its length; one that a straight line cannot fill is an error.</summary>
internal sealed class NoReadingIsMissing : PointRule
{
    public override string Code => "gap";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var values = point.ValuesWh;
        if (!values.AsSpan().Contains(ReadingsTable.Missing)) return;
        var most = limits.GapMinutes / run.Grid.IntervalMinutes;
        foreach (var (first, end) in Spans.Where(values.Length, i => values[i] == ReadingsTable.Missing && point.Needs(i)))
            run.Add(end - first > most ? Severity.Error : Severity.Warning, [point.Code], first, end, end - first, most, FindingUnit.Intervals);
    }
}
