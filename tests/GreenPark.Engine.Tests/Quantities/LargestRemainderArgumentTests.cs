using System.Numerics;
using GreenPark.Engine.Quantities;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Quantities;

public sealed class LargestRemainderArgumentTests
{
    [Fact]
    public void Sums_are_exact_and_refuse_what_does_not_fit()
    {
        foreach (var count in Enumerable.Range(0, 71))
            LargestRemainder.Sum(Enumerable.Range(1, count).Select(i => (long)i << 30).ToArray())
                .ShouldBe((long)count * (count + 1) / 2 << 30);
        LargestRemainder.Sum([long.MaxValue - 1, 0, 0, 1]).ShouldBe(long.MaxValue);
        Should.Throw<OverflowException>(() => LargestRemainder.Sum([long.MaxValue, 0, 1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Sum([5, 6, 7, 8, -1]));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(-1, [1], new long[1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(-1, [1], 1, new long[1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, [3, -1], new long[2]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, [3, -1], 2, new long[2]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, [-3], -3, new long[1]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(-BigInteger.One, [BigInteger.One]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.Split(BigInteger.One, [BigInteger.MinusOne, 5]));
        Should.Throw<ArgumentOutOfRangeException>(() => LargestRemainder.SplitRows([-1], [1], 1, new long[1], new long[1]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(1, [3, 1], 5, new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(1, [3, 1], 0, new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(1, [1L << 32, 1], 1, new long[2]));
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(1, [3, 1], new long[1]));
        Should.Throw<ArgumentException>(() => LargestRemainder.SplitRows([1, 1], [1, 1, 1], 2, new long[3], new long[2]));
        var same = new long[] { 1, 2, 3 };
        Should.Throw<ArgumentException>(() => LargestRemainder.Split(1, same.AsSpan(0, 2), same.AsSpan(1, 2)));
    }
}
