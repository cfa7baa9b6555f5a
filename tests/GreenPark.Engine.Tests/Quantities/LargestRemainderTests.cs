using System.Numerics;
using GreenPark.Engine.Quantities;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Quantities;

public sealed class LargestRemainderTests
{
    [Fact]
    public void The_units_left_go_to_the_largest_remainders_and_ties_to_the_smaller_index()
    {
        Shares(10, 1, 1, 1).ShouldBe([4, 3, 3]);
        Shares(1, 1, 2, 2).ShouldBe([0, 1, 0]);
        Shares(7, 0, 5, 0, 5).ShouldBe([0, 4, 0, 3]);
    }

    private static long[] Shares(long total, params long[] weights)
    {
        var parts = new long[weights.Length];
        LargestRemainder.Split(total, weights, parts).ShouldBe(total);
        return parts;
    }
}
