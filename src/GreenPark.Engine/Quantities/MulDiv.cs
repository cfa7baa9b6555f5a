namespace GreenPark.Engine.Quantities;

/// <summary>Exact <c>a × b / c</c> for non-negative whole numbers, the product in 128 bits.</summary>
internal static class MulDiv
{
    /// <summary>floor(a·b/c), c &gt; 0; <see cref="OverflowException"/> where the quotient passes 2^63.</summary>
    public static long Floor(long a, long b, long c)
    {
        var high = Math.BigMul((ulong)a, (ulong)b, out var low);
        if (high == 0) return checked((long)(low / (ulong)c));
        return checked((long)(new UInt128(high, low) / (ulong)c));
    }

    /// <summary>ceil(a·b/c), c &gt; 0; <see cref="OverflowException"/> where the quotient passes 2^63.</summary>
    public static long Ceil(long a, long b, long c)
    {
        var high = Math.BigMul((ulong)a, (ulong)b, out var low);
        if (high == 0)
        {
            var (quotient, remainder) = Math.DivRem(low, (ulong)c);
            return checked((long)(quotient + (remainder == 0 ? 0u : 1u)));
        }
        var (q, r) = UInt128.DivRem(new UInt128(high, low), (ulong)c);
        return checked((long)(q + (r == 0 ? 0u : 1u)));
    }
}
