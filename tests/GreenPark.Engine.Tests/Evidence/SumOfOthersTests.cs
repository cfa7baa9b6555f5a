using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>No sum, and no difference of two, tells of a neighbour.</summary>
public sealed class SumOfOthersTests
{
    [Theory]
    [InlineData(true, new long[] { 1, 1, 1 })]
    [InlineData(true, new long[] { 850, 149, 1 })]
    [InlineData(false, new long[] { 851, 148, 1 })]
    [InlineData(false, new long[] { 500, 500 })]
    [InlineData(false, new long[] { 500, 500, 0 })]
    [InlineData(false, new long[] { 0, 0, 0 })]
    [InlineData(true, new long[] { -5, 4, 1 })]
    [InlineData(true, new long[] { long.MaxValue, long.MaxValue, long.MinValue })]
    [InlineData(false, new long[0])]
    public void A_sum_is_told_where_three_stand_in_it_and_none_is_nearly_all_of_it(bool told, long[] parts) => SumOfOthers.MayBeTold(parts).ShouldBe(told);

    [Fact]
    public void A_member_that_joins_or_goes_is_not_told_by_the_difference()
    {
        var three = Of(("a", 100), ("b", 100), ("c", 100));
        SumOfOthers.MayFollow(three, Of(("a", 100), ("b", 100), ("c", 100), ("d", 40))).ShouldBeFalse();
        SumOfOthers.MayFollow(Of(("a", 100), ("b", 100), ("c", 100), ("d", 40)), three).ShouldBeFalse();
        SumOfOthers.MayFollow(three, Of(("a", 100), ("b", 100), ("c", 70))).ShouldBeFalse();
        SumOfOthers.MayFollow(three, Of(("a", 90), ("b", 110), ("c", 70))).ShouldBeTrue();
        SumOfOthers.MayFollow(three, Of(("c", 100), ("b", 100), ("a", 100))).ShouldBeTrue("nothing changed");
    }

    /// <summary>
    /// Whoever is told sums of a period one after the other, each only where the rule lets it follow all that were told before, learns no
    /// difference in which fewer than three changed or one changed by more than 85 % of all that changed.
    /// </summary>
    [Fact]
    public void Whatever_is_told_of_a_period_its_differences_hide_each_member_too() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var told = new List<Dictionary<string, long>>();
            var now = Enumerable.Range(0, random.Next(1, 7)).ToDictionary(x => $"m{x}", _ => random.NextInt64(0, 1_000));
            for (var revision = 0; revision < 6; revision++)
            {
                if (SumOfOthers.MayBeTold(now.Values) && told.All(x => SumOfOthers.MayFollow(x, now))) told.Add(new(now));
                for (var change = random.Next(0, 5); change > 0; change--)
                {
                    var member = $"m{random.Next(0, 8)}";
                    if (random.Next(6) == 0) now.Remove(member);
                    else now[member] = random.NextInt64(0, 1_000);
                }
            }
            foreach (var (one, other) in from one in told from other in told select (one, other))
            {
                var changed = one.Keys.Union(other.Keys).Select(x => Math.Abs(one.GetValueOrDefault(x) - other.GetValueOrDefault(x))).Where(x => x != 0).ToList();
                if (changed.Count == 0) continue;
                changed.Count.ShouldBeGreaterThanOrEqualTo(3);
                (changed.Max() * 100).ShouldBeLessThanOrEqualTo(changed.Sum() * 85);
            }
            foreach (var sum in told) (sum.Values.Max() * 100).ShouldBeLessThanOrEqualTo(sum.Values.Sum() * 85);
        }));

    private static Dictionary<string, long> Of(params (string Member, long Wh)[] parts) => parts.ToDictionary(x => x.Member, x => x.Wh);
}
