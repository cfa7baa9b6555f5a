using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// Largest remainder in 32-bit lanes, for totals and weight sums below 2^31 (2.1 GWh in one interval). It needs
/// nothing but in-lane operations, so it is the same code, with the same results, at any vector width.
/// </summary>
/// <remarks>
/// Quotients and remainders lie in scratch memory in blocks of one vector: the weights of a block are read as two
/// vectors of 64-bit lanes, the first half becomes the even 32-bit lanes, the second half the odd ones.
/// </remarks>
internal static class VectorSplit
{
    /// <summary>1.5 * 2^52: added to a double of magnitude below 2^51, leaves its nearest integer in the low bits.</summary>
    private const double Rounder = 6755399441055744;

    private const double TwoTo52 = 4503599627370496;
    private const long LowHalf = uint.MaxValue;

    private static int Lanes => Vector<int>.Count;

    public static bool Accepts(long total, long sum) => Vector.IsHardwareAccelerated && total <= int.MaxValue && sum <= int.MaxValue;

    /// <summary>How many elements of scratch memory <see cref="TryShare"/> needs for so many weights.</summary>
    public static int ScratchLength(int count) => 2 * Padded(count);

    /// <summary>Lane of a vector that holds weight <paramref name="index"/> of its block.</summary>
    public static int Lane(int index) => index < Lanes / 2 ? 2 * index : 2 * index - Lanes + 1;

    /// <returns>Whether the parts were written; not so where the weights are not what <paramref name="sum"/> says.</returns>
    [SkipLocalsInit]
    public static bool TryShare(int total, ReadOnlySpan<long> weights, int sum, Span<int> scratch, Span<long> parts)
    {
        var padded = Padded(weights.Length);
        var quotients = scratch[..padded];
        var remainders = scratch.Slice(padded, padded);
        var whole = weights.Length / Lanes * Lanes;
        // Zero weights fill the last block: their remainder 0 is never among those that get a unit.
        Span<long> tail = stackalloc long[Lanes];
        tail.Clear();
        weights[whole..].CopyTo(tail);

        if (!Divide(total, weights, tail, sum, quotients, remainders, out var left, out var aboveHalf))
            return false;
        var threshold = left == 0 ? int.MaxValue : RemainderThreshold.Find(remainders, left, sum, aboveHalf);
        Write(quotients, remainders, threshold, parts, tail);
        tail[..(weights.Length - whole)].CopyTo(parts[whole..]);
        return true;
    }

    /// <summary>Quotients and remainders of every <c>total * weight / sum</c>, and how many units they leave.</summary>
    /// <remarks>
    /// With <c>x = total * weight / sum</c> and <c>q = floor(x)</c>: the weight is exact as a double, the ratio, the
    /// product and its sum with the rounder bring relative errors of 2^-53 each, so the value rounded is within
    /// 2^-20 of <c>x &lt; 2^31</c> and its nearest integer is <c>q</c> or <c>q + 1</c>. The remainder for it lies in
    /// <c>[-sum, sum)</c>: it survives 32-bit wraparound, and its sign says which of the two it was.
    /// </remarks>
    private static bool Divide(
        int total, ReadOnlySpan<long> weights, ReadOnlySpan<long> tail, int sum, Span<int> quotients, Span<int> remainders,
        out int left, out int aboveHalf)
    {
        var ratio = new Vector<double>((double)total / sum);
        var totals = new Vector<int>(total);
        var sums = new Vector<int>(sum);
        var half = new Vector<int>(sum / 2);
        var weightBits = Vector<long>.Zero;
        var weightSum = Vector<long>.Zero;
        var quotientSum = Vector<int>.Zero;
        var above = Vector<int>.Zero;
        ref var source = ref MemoryMarshal.GetReference(weights);
        ref var last = ref MemoryMarshal.GetReference(tail);
        for (var at = 0; at < quotients.Length; at += Lanes)
        {
            ref var block = ref at + Lanes <= weights.Length ? ref Unsafe.Add(ref source, at) : ref last;
            var even = Vector.LoadUnsafe(ref block);
            var odd = Vector.LoadUnsafe(ref block, (nuint)Vector<long>.Count);
            weightBits |= even | odd;
            weightSum += even + odd;

            var weight = Vector.AsVectorInt32(even | (odd << 32));
            var nearest = Vector.AsVectorInt32((Nearest(even, ratio) & new Vector<long>(LowHalf)) | (Nearest(odd, ratio) << 32));
            var signed = weight * totals - nearest * sums;
            // Where negative, as an unsigned number it is the larger one.
            var remainder = Vector.AsVectorInt32(Vector.Min(Vector.AsVectorUInt32(signed), Vector.AsVectorUInt32(signed + sums)));
            var quotient = nearest + (signed >> 31);
            quotientSum += quotient;
            above -= Vector.GreaterThan(remainder, half);
            quotient.StoreUnsafe(ref quotients[at]);
            remainder.StoreUnsafe(ref remainders[at]);
        }

        left = total - Vector.Sum(quotientSum);
        aboveHalf = Vector.Sum(above);
        return Vector.EqualsAll(weightBits & new Vector<long>(~(long)int.MaxValue), Vector<long>.Zero) && Vector.Sum(weightSum) == sum;
    }

    /// <summary>The integer nearest to <c>weight * ratio</c>, in the low half of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Nearest(Vector<long> weight, Vector<double> ratio)
    {
        // Below 2^52 an integer is the low bits of the double 2^52 + integer; not every processor can convert.
        var exact = Vector.AsVectorDouble(weight | Vector.AsVectorInt64(new Vector<double>(TwoTo52))) - new Vector<double>(TwoTo52);
        return Vector.AsVectorInt64(Vector.MultiplyAddEstimate(exact, ratio, new Vector<double>(Rounder)));
    }

    /// <summary>Quotients, one more where the remainder is above the threshold, back in the order of the weights.</summary>
    private static void Write(ReadOnlySpan<int> quotients, ReadOnlySpan<int> remainders, int threshold, Span<long> parts, Span<long> tail)
    {
        var thresholds = new Vector<int>(threshold);
        ref var target = ref MemoryMarshal.GetReference(parts);
        ref var last = ref MemoryMarshal.GetReference(tail);
        for (var at = 0; at < quotients.Length; at += Lanes)
        {
            var part = Vector.AsVectorInt64(
                Vector.LoadUnsafe(in quotients[at]) - Vector.GreaterThan(Vector.LoadUnsafe(in remainders[at]), thresholds));
            ref var block = ref at + Lanes <= parts.Length ? ref Unsafe.Add(ref target, at) : ref last;
            (part & new Vector<long>(LowHalf)).StoreUnsafe(ref block);
            Vector.ShiftRightLogical(part, 32).StoreUnsafe(ref block, (nuint)Vector<long>.Count);
        }
    }

    private static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
