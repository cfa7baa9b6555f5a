using GreenPark.Engine.Quantities;

namespace GreenPark.Benchmarks;

/// <summary>
/// Largest remainder over one source and one year of quarter-hours, on one core, beside a plain copy of the same
/// arrays taken in the same rounds. The first shape is the one with a target; the others show what it depends on.
/// </summary>
public static class KernelBenchmark
{
    private const int Intervals = 35_040;
    private const int WarmUpRounds = 10;
    private const int Rounds = 31;

    public static void Run(TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"kernel: {Intervals:N0} intervals"));
        Measure(output, "200 members", 200, Spread, 0.9);
        Measure(output, "200 equal members", 200, _ => 2_500, 0.9);
        Measure(output, "200 members, half at rest", 200, random => random.Next(2) * Spread(random), 0.9);
        Measure(output, "200 members, few units", 200, random => Spread(random), 0.0005);
        Measure(output, "5 members", 5, random => Spread(random), 0.9);
        Measure(output, "37 members", 37, random => Spread(random), 0.9);
    }

    private static void Measure(TextWriter output, string shape, int members, Func<Random, long> weight, double greatestShare)
    {
        var (totals, weights, sums) = Year(members, weight, greatestShare);
        var parts = new long[weights.Length];
        var shared = new long[Intervals];
        var times = new (double Copy, double Split, double Rows)[WarmUpRounds + Rounds];
        for (var round = 0; round < times.Length; round++)
        {
            var copy = Timing.Milliseconds(() => weights.AsSpan().CopyTo(parts));
            var split = Timing.Milliseconds(() =>
            {
                for (var (row, at) = (0, 0); row < Intervals; row++, at += members)
                    LargestRemainder.Split(totals[row], weights.AsSpan(at, members), sums[row], parts.AsSpan(at, members));
            });
            var rows = Timing.Milliseconds(() => LargestRemainder.SplitRows(totals, weights, members, parts, shared));
            times[round] = (copy, split, rows);
        }

        var measured = times[WarmUpRounds..];
        var copies = measured.Select(time => time.Copy).ToArray();
        output.WriteLine(FormattableString.Invariant($"{shape}: {weights.Length:N0} cells"));
        Report(output, weights.Length, "plain copy", copies, copies);
        Report(output, weights.Length, "split, sum known", measured.Select(time => time.Split).ToArray(), copies);
        Report(output, weights.Length, "split rows", measured.Select(time => time.Rows).ToArray(), copies);
    }

    private static void Report(TextWriter output, int cells, string what, double[] times, double[] copies)
    {
        var (median, least) = (Timing.Median(times), times.Min());
        var (medianCopies, leastCopies) = (median / Timing.Median(copies), least / copies.Min());
        output.WriteLine(FormattableString.Invariant(
            $"  {what,-16}  median {median,6:0.00} ms, {medianCopies,5:0.00} copies, {cells / median / 1e3,5:0} M cells/s; min {least,6:0.00} ms, {leastCopies,5:0.00} copies"));
    }

    /// <summary>Seeded: what each member needs per interval and what there is to share, up to a share of the need.</summary>
    private static (long[] Totals, long[] Weights, long[] Sums) Year(int members, Func<Random, long> weight, double greatestShare)
    {
        var random = new Random(1);
        var (totals, weights, sums) = (new long[Intervals], new long[members * Intervals], new long[Intervals]);
        for (var row = 0; row < Intervals; row++)
        {
            for (var member = 0; member < members; member++)
                sums[row] += weights[row * members + member] = weight(random);
            totals[row] = (long)(sums[row] * greatestShare * random.NextDouble());
        }
        return (totals, weights, sums);
    }

    /// <summary>0.15 to 8 kWh, even on the log scale.</summary>
    private static long Spread(Random random) => (long)Math.Exp(5 + 4 * random.NextDouble());
}
