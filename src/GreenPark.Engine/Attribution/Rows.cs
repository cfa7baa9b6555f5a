using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GreenPark.Engine.Attribution;

/// <summary>Vectorised sums and differences of rows of amounts.</summary>
internal static class Rows
{
    /// <summary>The exact sum of non-negative amounts; <see cref="OverflowException"/> where it passes 2^63.</summary>
    public static long CheckedSum(ReadOnlySpan<long> row)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var sums = Vector<long>.Zero;
        var bits = Vector<long>.Zero;
        var i = 0;
        for (; i + Vector<long>.Count <= row.Length; i += Vector<long>.Count)
        {
            var values = Vector.LoadUnsafe(ref Unsafe.Add(ref first, i));
            sums += values;
            bits |= values;
        }
        var sum = Vector.Sum(sums);
        long seen = 0;
        for (var lane = 0; lane < Vector<long>.Count; lane++) seen |= bits[lane];
        for (; i < row.Length; i++)
        {
            sum += row[i];
            seen |= row[i];
        }
        // no sum of fewer than 2^31 amounts below 2^32 can pass 2^63
        if ((ulong)seen < 1UL << 32) return sum;
        sum = 0;
        foreach (var value in row) sum = checked(sum + value);
        return sum;
    }

    /// <summary><c>to = from − less</c>, lane by lane; <paramref name="to"/> may be <paramref name="from"/>.</summary>
    public static void Subtract(ReadOnlySpan<long> from, ReadOnlySpan<long> less, Span<long> to)
    {
        ref var a = ref MemoryMarshal.GetReference(from);
        ref var b = ref MemoryMarshal.GetReference(less);
        ref var c = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i + Vector<long>.Count <= from.Length; i += Vector<long>.Count)
            (Vector.LoadUnsafe(ref Unsafe.Add(ref a, i)) - Vector.LoadUnsafe(ref Unsafe.Add(ref b, i))).StoreUnsafe(ref Unsafe.Add(ref c, i));
        for (; i < from.Length; i++) to[i] = from[i] - less[i];
    }

    /// <summary><c>to += more</c>, lane by lane, unchecked: for sums whose total is already known to fit.</summary>
    public static void Add(ReadOnlySpan<long> more, Span<long> to)
    {
        ref var a = ref MemoryMarshal.GetReference(more);
        ref var b = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i + Vector<long>.Count <= more.Length; i += Vector<long>.Count)
            (Vector.LoadUnsafe(ref Unsafe.Add(ref a, i)) + Vector.LoadUnsafe(ref Unsafe.Add(ref b, i))).StoreUnsafe(ref Unsafe.Add(ref b, i));
        for (; i < more.Length; i++) to[i] += more[i];
    }
}
