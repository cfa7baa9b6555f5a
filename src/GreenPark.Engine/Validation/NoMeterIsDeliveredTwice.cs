using System.Collections.Immutable;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Two points of one measurand whose series are equal or proportional are one meter's (the second perhaps with another transformer
/// ratio). Series are brought to mean 0 and deviation 1; a correlation of r is then a mean squared distance of 2(1 − r), and nearly every
/// pair passes it within its first few intervals, so that many meters cost little more than reading them.
/// </summary>
internal sealed class NoMeterIsDeliveredTwice : MeterRule
{
    private const int Block = 32;

    /// <summary>A deviation below this part of the mean is rounding.</summary>
    private const double LeastDeviation = 0.001;

    public override string Code => "twinMeter";

    public override void Check(ValidationRun run)
    {
        var groups = run.Input.Points.GroupBy(p => p.Measures).Where(g => g.Count() > 1).ToArray();
        if (groups.Length == 0) run.CannotCheck("OnePointOnly");
        foreach (var group in groups)
        {
            (PointSeries Point, float[] Shape)[] shapes = [.. group.Select(p => (p, Shape(p.ValuesWh, run.SlotsOfDay)!)).Where(p => p.Item2 is not null)];
            var named = new bool[shapes.Length];
            for (var i = 0; i < shapes.Length; i++)
            {
                if (named[i]) continue;
                int[] twins = [.. Enumerable.Range(i + 1, shapes.Length - i - 1).Where(k => !named[k]
                    && AreOne(shapes[i].Shape, shapes[k].Shape, run.Thresholds.TwinCorrelationPpm) && !Related(run, shapes[i].Point.Code, shapes[k].Point.Code))];
                if (twins.Length == 0) continue;
                foreach (var twin in twins) named[twin] = true;
                Report(run, shapes[i].Point, [.. twins.Select(t => shapes[t].Point)], Correlation(shapes[i].Shape, shapes[twins[0]].Shape));
            }
        }
    }

    private static void Report(ValidationRun run, PointSeries first, PointSeries[] twins, double correlation)
    {
        var (mine, other) = (Int128.Zero, Int128.Zero);
        for (var i = 0; i < first.ValuesWh.Length; i++)
            if (first.ValuesWh[i] >= 0 && twins[0].ValuesWh[i] >= 0) (mine, other) = (mine + first.ValuesWh[i], other + twins[0].ValuesWh[i]);
        ImmutableArray<string> points = [first.Code, .. twins.Select(t => t.Code)];
        run.Add(Severity.Warning, points, 0, run.Grid.Intervals, (long)Math.Floor(correlation * Parts.Million), run.Thresholds.TwinCorrelationPpm, FindingUnit.Ppm, "",
            new Amount(Parts.Saturated(Parts.ShareOf(other, mine)), FindingUnit.Ppm));
    }

    /// <summary>A head meter with one sub-meter shows what that shows.</summary>
    private static bool Related(ValidationRun run, string one, string other) =>
        run.Input.HeadMeters.Any(h => (h.Head == one && h.Subs.Contains(other)) || (h.Head == other && h.Subs.Contains(one)));

    /// <summary>The series with mean 0 and deviation 1, NaN where a reading is missing; null where there is no day of energy or no movement.</summary>
    private static float[]? Shape(long[] values, int leastValues)
    {
        var (count, energetic, sum, squares) = (0, 0, 0.0, 0.0);
        foreach (var value in values)
        {
            if (value == ReadingsTable.Missing) continue;
            count++;
            if (value != 0) energetic++;
            sum += value;
            squares += (double)value * value;
        }
        if (energetic < leastValues) return null;
        var mean = sum / count;
        var deviation = Math.Sqrt(Math.Max(0, squares / count - mean * mean));
        if (deviation <= LeastDeviation * Math.Abs(mean)) return null;
        var shape = new float[values.Length];
        for (var i = 0; i < shape.Length; i++) shape[i] = values[i] == ReadingsTable.Missing ? float.NaN : (float)((values[i] - mean) / deviation);
        return shape;
    }

    private static bool AreOne(float[] one, float[] other, int correlationPpm)
    {
        var limit = 2.0 * (Parts.Million - correlationPpm) / Parts.Million * one.Length;
        var (distance, common) = (0.0, 0);
        for (var at = 0; at < one.Length; at += Block)
        {
            for (var i = at; i < Math.Min(at + Block, one.Length); i++)
            {
                var d = one[i] - other[i];
                if (float.IsNaN(d)) continue;
                distance += d * d;
                common++;
            }
            if (distance > limit) return false;
        }
        // both must be there most of the time, or the gaps decide
        return common * 2 > one.Length && Correlation(one, other) * Parts.Million >= correlationPpm;
    }

    /// <summary>Pearson's correlation over the intervals that both have.</summary>
    private static double Correlation(float[] one, float[] other)
    {
        var (n, x, y, xx, yy, xy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            double a = one[i], b = other[i];
            if (double.IsNaN(a) || double.IsNaN(b)) continue;
            (n, x, y, xx, yy, xy) = (n + 1, x + a, y + b, xx + a * a, yy + b * b, xy + a * b);
        }
        var (vx, vy) = (xx - x * x / n, yy - y * y / n);
        return vx <= 0 || vy <= 0 ? 0 : Math.Min(1, (xy - x * y / n) / Math.Sqrt(vx * vy));
    }
}
