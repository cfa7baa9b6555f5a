using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

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
    /// <summary>In elements, 8 KiB: rows of up to 1,024 weights need no rented memory.</summary>
    private const int MaxStackScratch = 2048;

    /// <summary>Shares <paramref name="total"/> over <paramref name="weights"/>, whose sum may pass 2^63.</summary>
    /// <param name="total">The amount to share, 0 or more.</param>
    /// <param name="weights">One weight per part, each 0 or more.</param>
    /// <param name="parts">Receives the parts, in the order and number of the weights.</param>
    /// <returns>The amount shared: <paramref name="total"/>, or 0 where the weights sum to 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    /// <exception cref="ArgumentException">Parts and weights differ in number or overlap in memory.</exception>
    public static long Split(long total, ReadOnlySpan<long> weights, Span<long> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        CheckShape(weights, parts);
        return TrySum(weights, out var sum) ? SplitKnown(total, weights, sum, parts) : SplitExact(total, weights, null, parts);
    }

    /// <summary>The same where the sum of the weights is already known; fit for every interval of a year.</summary>
    /// <param name="weightSum">The sum of the weights. It and they are looked at only where the total is above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    /// <exception cref="ArgumentException">
    /// Parts and weights differ in number or overlap in memory, or the weights do not add up to <paramref name="weightSum"/>.
    /// </exception>
    public static long Split(long total, ReadOnlySpan<long> weights, long weightSum, Span<long> parts)
    {
        CheckShape(weights, parts);
        return SplitKnown(total, weights, weightSum, parts);
    }

    /// <summary>The same for amounts without bound, such as figures in units of 0.0000001 g.</summary>
    /// <returns>The parts, in the order and number of the weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The total or a weight is negative.</exception>
    public static BigInteger[] Split(BigInteger total, ReadOnlySpan<BigInteger> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var parts = new BigInteger[weights.Length];
        var sum = BigInteger.Zero;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }
        ExactSplit.Split(total, weights, sum, parts);
        return parts;
    }

    /// <summary>
    /// Shares one total per row of a matrix over the row, never more than the row's sum: pro rata allocation,
    /// where the weights are needs (method page, "Allocation rules").
    /// </summary>
    /// <param name="totals">One amount per row, each 0 or more.</param>
    /// <param name="weights">Row after row of <paramref name="columns"/> weights each, 0 or more.</param>
    /// <param name="parts">Receives the parts, in the shape of the weights.</param>
    /// <param name="shared">Receives per row what was shared: the smaller of its total and its sum. May be the totals themselves.</param>
    /// <exception cref="ArgumentOutOfRangeException">A total or a weight is negative.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit or parts and weights overlap in memory.</exception>
    /// <exception cref="OverflowException">The weights of a row add up to 2^63 or more.</exception>
    public static void SplitRows(
        ReadOnlySpan<long> totals, ReadOnlySpan<long> weights, int columns, Span<long> parts, Span<long> shared)
    {
        CheckShape(weights, parts);
        if (weights.Length != (long)totals.Length * columns || shared.Length != totals.Length)
            throw new ArgumentException($"{weights.Length} weights for {totals.Length} rows of {columns}, {shared.Length} results", nameof(weights));
        for (var row = 0; row < totals.Length; row++)
        {
            var rowWeights = weights.Slice(row * columns, columns);
            var sum = Sum(rowWeights);
            shared[row] = Math.Min(totals[row], sum);
            SplitKnown(shared[row], rowWeights, sum, parts.Slice(row * columns, columns));
        }
    }

    /// <summary>The sum of amounts of 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative.</exception>
    /// <exception cref="OverflowException">The sum is 2^63 or more.</exception>
    public static long Sum(ReadOnlySpan<long> amounts)
    {
        if (TrySum(amounts, out var sum))
            return sum;
        foreach (var amount in amounts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(amount, nameof(amounts));
            sum = checked(sum + amount);
        }
        return sum;
    }

    [SkipLocalsInit]
    private static long SplitKnown(long total, ReadOnlySpan<long> weights, long sum, Span<long> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        if (total == 0)
        {
            parts.Clear();
            return 0;
        }
        if (sum <= 0 || !VectorSplit.Accepts(total, sum))
            return SplitExact(total, weights, sum, parts);

        var length = VectorSplit.ScratchLength(weights.Length);
        var rented = length > MaxStackScratch ? ArrayPool<int>.Shared.Rent(length) : null;
        var scratch = rented is null ? stackalloc int[MaxStackScratch] : rented;
        var done = VectorSplit.TryShare((int)total, weights, (int)sum, scratch, parts);
        if (rented is not null)
            ArrayPool<int>.Shared.Return(rented);
        return done ? total : SplitExact(total, weights, sum, parts);
    }

    /// <summary>False where an amount is negative or the sum might not fit, as far as a quick look can tell.</summary>
    private static bool TrySum(ReadOnlySpan<long> amounts, out long sum)
    {
        var sums = Vector<long>.Zero;
        var bits = Vector<long>.Zero;
        var at = 0;
        for (; at <= amounts.Length - Vector<long>.Count; at += Vector<long>.Count)
        {
            var block = Vector.LoadUnsafe(in amounts[at]);
            sums += block;
            bits |= block;
        }
        sum = Vector.Sum(sums);
        var allBits = 0L;
        for (var i = 0; i < Vector<long>.Count; i++)
            allBits |= bits[i];
        for (; at < amounts.Length; at++)
        {
            sum += amounts[at];
            allBits |= amounts[at];
        }
        // No amount passes allBits, so below this limit the sum cannot have passed 2^63.
        if ((ulong)allBits <= (ulong)(long.MaxValue / Math.Max(amounts.Length, 1)))
            return true;
        sum = 0;
        return false;
    }

    /// <summary>Beyond the vector form, and where the arguments may be wrong: checks all of them.</summary>
    private static long SplitExact(long total, ReadOnlySpan<long> weights, Int128? claimedSum, Span<long> parts)
    {
        // Int128 carries every product of two longs and every sum of longs, but not a product with such a sum.
        var sum = Int128.Zero;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }
        if (claimedSum is not null && claimedSum != sum)
            throw new ArgumentException($"the weights add up to {sum}, not to {claimedSum}", nameof(weights));
        if (sum <= long.MaxValue / Math.Max(total, 1))
            return ExactSplit.Split(total, weights, (long)sum, parts);

        var wide = new Int128[weights.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = weights[i];
        ExactSplit.Split(total, wide, sum, wide);
        for (var i = 0; i < wide.Length; i++)
            parts[i] = (long)wide[i];
        return total;
    }

    private static void CheckShape(ReadOnlySpan<long> weights, Span<long> parts)
    {
        if (weights.Length != parts.Length)
            throw new ArgumentException($"{parts.Length} parts for {weights.Length} weights", nameof(parts));
        if (weights.Overlaps(parts))
            throw new ArgumentException("parts overlap the weights", nameof(parts));
    }
}
