using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using GreenPark.Engine.Quantities;

namespace GreenPark.Benchmarks;

/// <summary>
/// Largest remainder over one source and one year: 200 members by 35,040 quarter-hours, on one core, beside a plain
/// copy of the same arrays taken in the same rounds.
/// </summary>
public static class KernelBenchmark
{
    private const int Members = 200;
    private const int Intervals = 35_040;
    private const int WarmUpRounds = 10;
    private const int Rounds = 31;

    public static void Run(TextWriter output)
    {
        var (totals, weights, sums) = Year();
        var parts = new long[weights.Length];
        var shared = new long[Intervals];
        var times = new (double Copy, double Split, double Rows)[WarmUpRounds + Rounds];
        for (var round = 0; round < times.Length; round++)
        {
            var copy = Milliseconds(() => weights.AsSpan().CopyTo(parts));
            var split = Milliseconds(() =>
            {
                for (var row = 0; row < Intervals; row++)
                {
                    var members = weights.AsSpan(row * Members, Members);
                    LargestRemainder.Split(totals[row], members, sums[row], parts.AsSpan(row * Members, Members));
                }
            });
            var rows = Milliseconds(() => LargestRemainder.SplitRows(totals, weights, Members, parts, shared));
            times[round] = (copy, split, rows);
        }

        var measured = times[WarmUpRounds..];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{weights.Length:N0} cells, {Vector<int>.Count} lanes, AVX-512 {Vector512.IsHardwareAccelerated}"));
        var copies = measured.Select(time => time.Copy).ToArray();
        Report(output, "plain copy", copies, copies);
        Report(output, "split, sum known", measured.Select(time => time.Split).ToArray(), copies);
        Report(output, "split rows", measured.Select(time => time.Rows).ToArray(), copies);
    }

    private static void Report(TextWriter output, string what, double[] times, double[] copies)
    {
        var (median, least) = (Median(times), times.Min());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-16}  median {median,7:0.00} ms  min {least,7:0.00} ms  {Members * Intervals / median / 1e6,6:0.00} G cells/s  copies: median {median / Median(copies),5:0.00}, min {least / copies.Min(),5:0.00}"));
    }

    private static (long[] Totals, long[] Weights, long[] Sums) Year()
    {
        // Seeded; members between 0.15 and 8 kWh on the log scale, up to nine tenths of the need generated.
        var random = new Random(1);
        var size = Enumerable.Range(0, Members).Select(_ => Math.Exp(5 + 4 * random.NextDouble())).ToArray();
        var (totals, weights, sums) = (new long[Intervals], new long[Members * Intervals], new long[Intervals]);
        for (var row = 0; row < Intervals; row++)
        {
            for (var member = 0; member < Members; member++)
                sums[row] += weights[row * Members + member] = (long)(size[member] * (0.2 + random.NextDouble()));
            totals[row] = (long)(sums[row] * 0.9 * random.NextDouble());
        }
        return (totals, weights, sums);
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
