using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Every measurand counts one direction, so a reading below 0 has the wrong sign or the wrong point. Files, JSON and edits with such
/// readings are refused before they are kept, and kept days have no room for them: the rule is for callers that have series from elsewhere.
/// </summary>
internal sealed class NoReadingIsNegative : PointRule
{
    public override string Code => "negative";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var values = point.ValuesWh;
        if (!values.AsSpan().ContainsAnyInRange(long.MinValue, ReadingsTable.Missing - 1)) return;
        foreach (var (first, end) in Spans.Where(values.Length, i => values[i] < ReadingsTable.Missing))
            run.Add(Severity.Error, [point.Code], first, end, values[first..end].Min(), 0, FindingUnit.Wh);
    }
}
