using System.Numerics;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// Shares a whole amount over whole weights: the one place where the system does so. Method page, "Splitting a
/// whole amount: largest remainder": part <c>i</c> is <c>floor(T * w[i] / W)</c> with <c>W = sum(w)</c>; the units
/// left go one each to the largest <c>T * w[i] mod W</c>, ties to the smaller index. Exact for every input.
/// </summary>
/// <remarks>
/// Amounts and weights carry any one unit (Wh, ppm, grams); a part carries the unit of the total. Where
/// <c>W &gt; 0</c> the parts add up to the total, and with <c>T &lt;= W</c> no part exceeds its weight. Where
/// <c>W = 0</c> every part is 0 and nothing is shared. Parts may not share memory with the weights.
/// </remarks>
public static class LargestRemainder
{
    /// <summary>Shares <paramref name="total"/> over <paramref name="weights"/>, whose sum may pass 2^63.</summary>
    /// <param name="total">The amount to share, 0 or more.</param>
    /// <param name="weights">One weight per part, each 0 or more.</param>
    /// <param name="parts">Receives the parts, in the order and number of the weights.</param>
    /// <returns>The amount shared: <paramref name="total"/>, or 0 where the weights sum to 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    /// <exception cref="ArgumentException">Parts and weights differ in number or overlap in memory.</exception>
    public static long Split(long total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        CheckShape(weights, parts);
        return SplitWide(total, weights, parts);
    }

    /// <summary>The same for amounts without bound, such as figures in units of 0.0000001 g.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    public static long Split(long total, ReadOnlySpan<long> weights, long sum, Span<long> parts) => Split(total, weights, parts);
    public static BigInteger[] Split(BigInteger total, ReadOnlySpan<BigInteger> weights)
    {
        var parts = new BigInteger[weights.Length];
        ExactSplit.Split(total, weights, parts);
        return parts;
    }

    private static long SplitWide(long total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        // Int128 carries every product (below 2^126) and every sum of weights.
        var wide = new Int128[weights.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = weights[i];
        var wideParts = new Int128[weights.Length];
        var shared = ExactSplit.Split(total, wide, wideParts);
        for (var i = 0; i < wideParts.Length; i++)
            parts[i] = (long)wideParts[i];
        return (long)shared;
    }

    private static void CheckShape(ReadOnlySpan<long> weights, Span<long> parts)
    {
        if (weights.Length != parts.Length)
            throw new ArgumentException($"{parts.Length} parts for {weights.Length} weights", nameof(parts));
        if (weights.Overlaps(parts))
            throw new ArgumentException("parts overlap the weights", nameof(parts));
    }
}
