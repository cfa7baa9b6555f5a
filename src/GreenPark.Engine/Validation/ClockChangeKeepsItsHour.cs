using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Where clocks go back, the hour that comes twice has readings twice: neither pass is lost, copied from the other or holds the energy of
/// both. Where they go forward, nobody puts the hour that does not exist into the one beside it. In a zone without clock changes, or a
/// span without one, there is nothing to look at.
/// </summary>
internal sealed class ClockChangeKeepsItsHour : MeterRule
{
    /// <summary>Neighbouring intervals from which the meter's habit is known, and how seldom equal ones must be: one of a hundred by chance.</summary>
    private const int LeastPairs = 100, SeldomOneOf = 100;

    public const string RuleCode = "clockChange";

    public override string Code => RuleCode;

    public override void Check(ValidationRun run)
    {
        for (var day = 0; day < run.Grid.Days; day++)
        {
            var more = run.Grid.IntervalsOf(day) - run.SlotsOfDay;
            if (more == 0) continue;
            var at = ChangeOf(run.Grid, day);
            foreach (var point in run.Input.Points)
            {
                if (more > 0) CheckDoubled(point, at, more, run);
                else CheckSkipped(point, at, -more, run);
            }
        }
    }

    /// <summary>The first interval after the jump; some zones jump at midnight, and the day begins with it.</summary>
    private static int ChangeOf(DayGrid grid, int day)
    {
        var at = grid.FirstInterval(day);
        for (var minute = 0; at < grid.FirstInterval(day + 1) && grid.LocalMinute(at) == minute; at++) minute += grid.IntervalMinutes;
        return at;
    }

    /// <param name="at">First interval of the second pass.</param>
    private static void CheckDoubled(PointSeries point, int at, int length, ValidationRun run)
    {
        var one = point.ValuesWh.AsSpan(at - length, length);
        var two = point.ValuesWh.AsSpan(at, length);
        var (oneMissing, twoMissing) = (!one.ContainsAnyExcept(ReadingsTable.Missing), !two.ContainsAnyExcept(ReadingsTable.Missing));
        if (oneMissing && twoMissing) return;   // a gap like any other
        var (level, merged) = (Beside(point.ValuesWh, at - length, at + length, length), Int128.Max(Spans.Sum(one), Spans.Sum(two)));
        if ((oneMissing || twoMissing || Spans.Sum(one) == 0 || Spans.Sum(two) == 0) && level is { } beside && merged > Double(beside, run) && merged > 0)
            run.Add(Severity.Warning, [point.Code], at - length, at + length, merged, Double(beside, run), FindingUnit.Wh, "Merged");
        else if (oneMissing || twoMissing)
            run.Add(Severity.Warning, [point.Code], twoMissing ? at : at - length, twoMissing ? at + length : at, length, 0, FindingUnit.Intervals, "Lost");
        else if (length < 2) CheckOneInterval(point, at, run);
        else if (one.SequenceEqual(two) && one.ContainsAnyExcept(one[0]) && !one.Contains(ReadingsTable.Missing))
            run.Add(Severity.Warning, [point.Code], at - length, at + length, length, 0, FindingUnit.Intervals, "Copied");
    }

    /// <summary>
    /// An hour of one interval: two equal values are a copy where neighbouring intervals of the meter are otherwise hardly ever equal. At
    /// rest they often are, and nothing can be told; nor of too few.
    /// </summary>
    private static void CheckOneInterval(PointSeries point, int at, ValidationRun run)
    {
        var values = point.ValuesWh;
        var (pairs, equal) = (0, 0);
        for (var i = 1; i < values.Length; i++)
        {
            if (i == at || values[i] == ReadingsTable.Missing || values[i - 1] == ReadingsTable.Missing) continue;
            pairs++;
            if (values[i] == values[i - 1]) equal++;
        }
        if (pairs < LeastPairs) run.CannotCheck("HourIsOneInterval", point.Code);
        else if (values[at] == values[at - 1] && equal * SeldomOneOf <= pairs)
            run.Add(Severity.Warning, [point.Code], at - 1, at + 1, 1, 0, FindingUnit.Intervals, "Copied");
    }

    /// <param name="at">First interval after the hour that does not exist.</param>
    private static void CheckSkipped(PointSeries point, int at, int length, ValidationRun run)
    {
        foreach (var first in (int[])[at - length, at])
        {
            if (first < 0 || first + length > point.ValuesWh.Length || Beside(point.ValuesWh, first, first + length, length) is not { } beside) continue;
            var held = Spans.Sum(point.ValuesWh.AsSpan(first, length));
            if (held > 0 && beside > 0 && held > Double(beside, run))
                run.Add(Severity.Warning, [point.Code], first, first + length, held, Double(beside, run), FindingUnit.Wh, "Filled");
        }
    }

    private static Int128 Double(Int128 beside, ValidationRun run) => Parts.Ppm(beside, run.Thresholds.DoubleHourPpm);

    /// <summary>The larger hour before and after a span; null where either is not whole.</summary>
    private static Int128? Beside(long[] values, int first, int end, int length)
    {
        if (first < length || end + length > values.Length) return null;
        var before = values.AsSpan(first - length, length);
        var after = values.AsSpan(end, length);
        return before.Contains(ReadingsTable.Missing) || after.Contains(ReadingsTable.Missing) ? null : Int128.Max(Spans.Sum(before), Spans.Sum(after));
    }
}
