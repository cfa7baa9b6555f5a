using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>Between two reads of its register a meter's intervals hold what the register advanced by.</summary>
internal sealed class IntervalsAddUpToTheRegister : PointRule
{
    public override string Code => "registerDifference";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var step = run.Grid.IntervalMinutes * 60L;
        var end = run.Grid.StartUtcSeconds + run.Grid.Intervals * step;
        RegisterRead[] reads = [.. RegisterRead.Named(point.Registers.AsSpan()).Where(r => r.UtcSeconds >= run.Grid.StartUtcSeconds && r.UtcSeconds <= end)];
        if (reads.Length < 2) run.CannotCheck("NoRegister", point.Code);
        for (var i = 1; i < reads.Length; i++)
        {
            var (first, firstRest) = Math.DivRem(reads[i - 1].UtcSeconds - run.Grid.StartUtcSeconds, step);
            var (last, lastRest) = Math.DivRem(reads[i].UtcSeconds - run.Grid.StartUtcSeconds, step);
            if (firstRest != 0 || lastRest != 0) run.CannotCheck("RegisterOffGrid", point.Code);
            else if (last > first && reads[i - 1].Serial != reads[i].Serial) run.CannotCheck("MeterExchanged", point.Code);
            else if (last > first) Compare(point, reads[i - 1].RegisterWh, reads[i].RegisterWh, (int)first, (int)last, run);
        }
    }

    private static void Compare(PointSeries point, long beforeWh, long afterWh, int first, int end, ValidationRun run)
    {
        var values = point.ValuesWh.AsSpan(first, end - first);
        var (sum, advance) = (Spans.Sum(values), (Int128)afterWh - beforeWh);
        if (advance < 0)
        {
            run.CannotCheck("RegisterBackwards", point.Code);
            return;
        }
        var tolerance = Int128.Max(run.Thresholds.RegisterToleranceWh, Parts.Ppm(advance, run.Thresholds.RegisterTolerancePpm));
        var difference = sum - advance;
        // what is missing can only be what the intervals lack, so more than the register is a fault even then
        if (difference <= tolerance && values.Contains(ReadingsTable.Missing))
        {
            run.CannotCheck("GapBetweenReads", point.Code);
            return;
        }
        if (Int128.Abs(difference) > tolerance)
            run.Add(Severity.Error, [point.Code], first, end, difference, tolerance, FindingUnit.Wh, "",
                new Amount(Parts.Saturated(sum), FindingUnit.Wh), new Amount(Parts.Saturated(advance), FindingUnit.Wh));
    }
}
