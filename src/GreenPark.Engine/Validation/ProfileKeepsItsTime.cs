using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Days on end that fit the point's own past clearly better when moved by some intervals: the meter's clock is off, or stamps changed from
/// an interval's start to its end. Each comparable day (working days for loads and gates, every day for plants) is correlated with the
/// mean of up to twenty comparable days before it at every shift; days that fit nowhere decide nothing. Solar days are compared in UTC, the
/// others by the clock on the wall. Wind and storage keep no time of day.
/// </summary>
internal sealed class ProfileKeepsItsTime : PointRule
{
    private const int Memory = 20;

    public override string Code => "timeShift";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        if (point.Class is MeterClass.Wind or MeterClass.Storage) return;
        var usual = new UsualDay(run.SlotsOfDay);
        if (point.Past is { } past)
            for (var day = 0; day < past.Grid.Days; day++)
                if (Shape(past.Grid, past.ValuesWh, day, point.Class, run.SlotsOfDay) is { } shape) usual.Add(shape);

        var tested = false;
        var open = new List<(int Day, int Shift)>();
        for (var day = 0; day < run.Grid.Days; day++)
        {
            if (Shape(run.Grid, point.ValuesWh, day, point.Class, run.SlotsOfDay) is not { } shape) continue;
            int? shift = null;
            if (usual.Days >= run.Thresholds.LeastDays)
            {
                tested = true;
                shift = Shift(shape, usual, run.Thresholds);
                if (shift is not null && open.Count > 0 && open[0].Shift != shift) Close(point, open, run);
            }
            // a shifted day is not what is usual, or the last days of a shift would hide behind its first
            if (shift is null or 0) usual.Add(shape);
            else open.Add((day, shift.Value));
        }
        Close(point, open, run);
        if (!tested) run.CannotCheck("NoPast", point.Code);
    }

    private static void Close(PointSeries point, List<(int Day, int Shift)> open, ValidationRun run)
    {
        if (open.Count >= run.Thresholds.ShiftDays)
            run.Add(Severity.Warning, [point.Code], run.Grid.FirstInterval(open[0].Day), run.Grid.FirstInterval(open[^1].Day + 1), open[0].Shift, 0, FindingUnit.Intervals,
                open[0].Shift > 0 ? "Later" : "Earlier", open.Count, Math.Abs(open[0].Shift) * run.Grid.IntervalMinutes);
        open.Clear();
    }

    /// <summary>The shift at which a day fits the past, 0 where it fits as it stands; null where it cannot be told.</summary>
    private static int? Shift(double[] shape, UsualDay usual, ValidationThresholds limits)
    {
        if (!usual.Moves) return null;
        var (here, best, at) = (usual.Fit(shape, 0), double.MinValue, 0);
        for (var shift = -limits.MostShift; shift <= limits.MostShift; shift++)
            if (usual.Fit(shape, shift) is var fit && fit > best) (best, at) = (fit, shift);
        if (best * Parts.Million < limits.ShiftCorrelationPpm) return null;
        var gains = best - here;
        return at != 0 && gains * Parts.Million >= limits.ShiftGainPpm && gains * Parts.Million >= (1 - here) * limits.ShiftExplainsPpm ? at : 0;
    }

    /// <summary>A comparable, complete day with mean 0 and deviation 1; null for others and for constant ones.</summary>
    private static double[]? Shape(DayGrid grid, long[] values, int day, MeterClass meter, int slots)
    {
        if (grid.IntervalsOf(day) != slots) return null;
        if (meter is MeterClass.Consumption or MeterClass.Gate && grid.Day(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return null;
        var wh = values.AsSpan(grid.FirstInterval(day), slots);
        if (wh.Contains(ReadingsTable.Missing)) return null;
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in wh) mean += value;
        mean /= slots;
        foreach (var value in wh) squares += (value - mean) * (value - mean);
        if (squares == 0) return null;
        var deviation = Math.Sqrt(squares / slots);
        var shape = new double[slots];
        // the sun does not follow the clocks: its days are laid out by UTC, round the clock as they are compared
        var from = meter == MeterClass.Solar ? (int)(((grid.StartUtcSeconds / (grid.IntervalMinutes * 60L) + grid.FirstInterval(day)) % slots + slots) % slots) : 0;
        for (var i = 0; i < slots; i++) shape[(from + i) % slots] = (wh[i] - mean) / deviation;
        return shape;
    }

    /// <summary>The mean of the last comparable days.</summary>
    private sealed class UsualDay(int slots)
    {
        private readonly Queue<double[]> days = new(Memory + 1);

        /// <summary>The sum, twice in a row, so that a shifted day needs no wrapping.</summary>
        private readonly double[] sum = new double[2 * slots];
        private double norm;

        public int Days => days.Count;

        /// <summary>False where the days cancel each other out.</summary>
        public bool Moves => norm > 1e-6;

        public void Add(double[] shape)
        {
            days.Enqueue(shape);
            var oldest = days.Count > Memory ? days.Dequeue() : null;
            var squares = 0.0;
            for (var i = 0; i < slots; i++)
            {
                sum[i] = sum[i + slots] = sum[i] + shape[i] - (oldest is null ? 0 : oldest[i]);
                squares += sum[i] * sum[i];
            }
            norm = Math.Sqrt(squares / slots);
        }

        /// <summary>Correlation with a day that is later than usual by so many intervals.</summary>
        public double Fit(double[] shape, int shift)
        {
            var product = 0.0;
            var from = ((-shift % slots) + slots) % slots;
            for (var i = 0; i < slots; i++) product += shape[i] * sum[from + i];
            return product / slots / norm;
        }
    }
}
