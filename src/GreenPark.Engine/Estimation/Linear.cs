using System.Numerics;

namespace GreenPark.Engine.Estimation;

/// <summary><c>linear</c>: a straight line between the readings before and after a gap of at most two hours, both measured or edited.</summary>
public sealed class Linear : IEstimationMethod
{
    public const int MostMinutes = 120;

    public string Code => "linear";

    public Estimate Fill(EstimationInput input, Gap gap)
    {
        if (gap.Intervals * input.Series.Grid.IntervalMinutes > MostMinutes) return Estimate.Cannot("TooLong");
        var known = new KnownReadings(input.Series);
        if (known.At(gap.First - 1) is not { } before || known.At(gap.End) is not { } after) return Estimate.Cannot("NoNeighbourReading");
        // the line's values, each so many times over as there are steps
        var steps = gap.Intervals + 1;
        var line = new BigInteger[gap.Intervals];
        for (var i = 0; i < line.Length; i++) line[i] = (BigInteger)before * (steps - 1 - i) + (BigInteger)after * (i + 1);
        return Wholes.Of(line, steps);
    }
}

/// <summary>Fractions of one denominator as whole Wh that add up to their rounded sum.</summary>
internal static class Wholes
{
    public static Estimate Of(BigInteger[] numerators, BigInteger denominator)
    {
        var sum = numerators.Aggregate(BigInteger.Zero, (a, b) => a + b);
        // half a Wh goes up
        return Share((2 * sum + denominator) / (2 * denominator), numerators);
    }

    /// <summary>A total by weights; where all are 0 evenly.</summary>
    public static Estimate Share(BigInteger totalWh, BigInteger[] weights)
    {
        var even = weights.All(w => w.IsZero);
        var parts = LargestRemainder.Split(totalWh, even ? [.. weights.Select(_ => BigInteger.One)] : weights);
        return parts.Any(p => p > long.MaxValue) ? Estimate.Cannot("TooLarge") : Array.ConvertAll(parts, p => (long)p);
    }
}
