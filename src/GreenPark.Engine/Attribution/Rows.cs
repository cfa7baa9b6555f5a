using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GreenPark.Engine.Attribution;

/// <summary>Vectorised additions and differences of rows of amounts.</summary>
internal static class Rows
{
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
