using System.Numerics;
using System.Runtime.CompilerServices;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// Finds which remainders get one of the units left without sorting them: a search for the value that exactly so
/// many remainders exceed, where a step counts at four values at once.
/// </summary>
internal static class RemainderThreshold
{
    /// <summary>Rounds of counting before equal remainders are suspected and the bracket is drawn to actual values.</summary>
    private const int PlainRounds = 2;

    /// <param name="remainders">Whole vectors, each remainder in <c>[0, sum)</c>, in the layout of <see cref="VectorSplit"/>.</param>
    /// <param name="units">How many are to be exceeding, at least 1 and fewer than the remainders above 0.</param>
    /// <param name="aboveHalf">How many exceed half the sum.</param>
    /// <returns>
    /// A value that exactly <paramref name="units"/> of the remainders exceed. Where equal remainders allow none,
    /// as many of them as are needed are raised by one, the smaller index first.
    /// </returns>
    public static int Find(Span<int> remainders, int units, int sum, int aboveHalf)
    {
        if (aboveHalf == units)
            return sum / 2;
        // From here on more than `units` remainders exceed low, fewer exceed high. They add up to units * sum, so evenly
        // spread ones are about 2 * units in number and sum / (2 * units) apart: the first guess goes by that.
        var (low, high, aboveHigh) = aboveHalf > units ? (sum / 2, sum - 1, 0) : (0, sum / 2, aboveHalf);
        var apart = sum / 2 / units;
        var centre = (int)Math.Clamp(sum / 2 + (long)(aboveHalf - units) * apart, low, high);
        var step = apart * 2L;
        for (var round = 1; ; round++)
        {
            var first = (int)Math.Max(centre - step - step / 2, low);
            var second = (int)Math.Max(centre - step / 2, low);
            var third = (int)Math.Min(centre + step / 2, high);
            var fourth = (int)Math.Min(centre + step + step / 2, high);
            var (a, b, c, d) = Count(remainders, first, second, third, fourth);
            if (a <= units) (high, aboveHigh) = (first, a);
            else if (b <= units) (low, high, aboveHigh) = (first, second, b);
            else if (c <= units) (low, high, aboveHigh) = (second, third, c);
            else if (d <= units) (low, high, aboveHigh) = (third, fourth, d);
            else low = fourth;
            if (aboveHigh == units)
                return high;

            if (round >= PlainRounds)
            {
                // From here on every round leaves out an actual value and about four fifths of the bracket.
                (low, high) = Tighten(remainders, low, high);
                if (high - low == 1 || units - aboveHigh == 1)
                {
                    Raise(remainders, high, units - aboveHigh);
                    return high;
                }
            }
            centre = low + (high - low) / 2;
            step = (high - low) / 5;
        }
    }

    /// <summary>How many remainders exceed each of four values.</summary>
    private static (int A, int B, int C, int D) Count(ReadOnlySpan<int> remainders, int a, int b, int c, int d)
    {
        Vector<int> limitA = new(a), limitB = new(b), limitC = new(c), limitD = new(d);
        Vector<int> aboveA = default, aboveB = default, aboveC = default, aboveD = default;
        for (var at = 0; at < remainders.Length; at += Vector<int>.Count)
        {
            var block = Vector.LoadUnsafe(in remainders[at]);
            aboveA -= Vector.GreaterThan(block, limitA);
            aboveB -= Vector.GreaterThan(block, limitB);
            aboveC -= Vector.GreaterThan(block, limitC);
            aboveD -= Vector.GreaterThan(block, limitD);
        }
        return (Vector.Sum(aboveA), Vector.Sum(aboveB), Vector.Sum(aboveC), Vector.Sum(aboveD));
    }

    /// <summary>The same remainders in the narrowest bracket: its lowest is then <c>low + 1</c>, its highest <c>high</c>.</summary>
    private static (int Low, int High) Tighten(ReadOnlySpan<int> remainders, int low, int high)
    {
        var bottom = new Vector<int>(low + 1);
        var top = new Vector<int>(high);
        // As unsigned distances those outside the bracket are the largest.
        var toBottom = Vector<uint>.AllBitsSet;
        var toTop = Vector<uint>.AllBitsSet;
        for (var at = 0; at < remainders.Length; at += Vector<int>.Count)
        {
            var block = Vector.LoadUnsafe(in remainders[at]);
            toBottom = Vector.Min(toBottom, Vector.AsVectorUInt32(block - bottom));
            toTop = Vector.Min(toTop, Vector.AsVectorUInt32(top - block));
        }
        return (low + (int)Least(toBottom), high - (int)Least(toTop));
    }

    private static uint Least(Vector<uint> values)
    {
        var least = values[0];
        for (var i = 1; i < Vector<uint>.Count; i++)
            least = Math.Min(least, values[i]);
        return least;
    }

    /// <summary>Raises by one the first so many of the remainders of this value, by the order of the weights.</summary>
    private static void Raise(Span<int> remainders, int value, int count)
    {
        var values = new Vector<int>(value);
        for (var at = 0; ; at += Vector<int>.Count)
        {
            if (!Vector.EqualsAny(Vector.LoadUnsafe(in remainders[at]), values))
                continue;
            for (var i = 0; i < Vector<int>.Count; i++)
            {
                ref var remainder = ref remainders[at + VectorSplit.Lane(i)];
                if (remainder != value)
                    continue;
                remainder++;
                if (--count == 0)
                    return;
            }
        }
    }
}
