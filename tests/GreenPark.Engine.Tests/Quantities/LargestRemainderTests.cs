using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Quantities;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Quantities;

public sealed class LargestRemainderTests
{
    private static readonly int[] Counts = [.. Enumerable.Range(0, 71), 127, 128, 129, 200, 1023, 1024, 1025, 2500];

    /// <summary>Where lanes, signs and double precision end.</summary>
    private static readonly long[] Borders =
        [1, 2, 1L << 16, 1L << 21, 1L << 22, 1L << 24, 1L << 31, 1L << 32, 1L << 49, 1L << 52, 1L << 53, 1L << 62];

    [Fact]
    public void The_units_left_go_to_the_largest_remainders_and_ties_to_the_smaller_index()
    {
        Share(10, [1, 1, 1]).ShouldBe([4, 3, 3]);
        Share(1, [1, 2, 2]).ShouldBe([0, 1, 0]);
        Share(7, [0, 5, 0, 5]).ShouldBe([0, 4, 0, 3]);
        Share(5, [3, 7, 0, 1]).ShouldBe([1, 3, 0, 1]);
    }

    [Fact]
    public void Any_split_is_the_one_of_the_method_page() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(200), Prop.ForAll(Cases(), c => Verify(c.Total, c.Weights)));

    [Fact]
    public void Every_number_of_weights_works_with_many_ties_zeros_and_every_rest()
    {
        foreach (var count in Counts)
            foreach (var pattern in (Func<int, long>[])
                [_ => 1, _ => 40_961, i => i % 3, i => i % 2 * 977, i => i == count - 1 ? 5 : 0, i => i < 2 ? 1_000_003 : 7])
            {
                var weights = Enumerable.Range(0, count).Select(pattern).ToArray();
                var sum = weights.Sum();
                foreach (var total in new[] { 0, 1, 2, count / 2, count - 1, count + 1, sum / 3, sum - 1, sum, sum + 1, 3 * sum + 2 })
                    Verify(Math.Max(total, 0), weights);
            }
    }

    [Fact]
    public void Sums_and_totals_at_the_borders_of_the_number_ranges_work()
    {
        var random = new Random(7);
        foreach (var sum in Borders.SelectMany(Around))
            foreach (var total in Borders.SelectMany(Around).Append(long.MaxValue))
                foreach (var count in (int[])[1, 3, 8, 21])
                    Verify(total, WithSum(random, count, sum));
    }

    [Fact]
    public void Weights_whose_sum_passes_a_long_work()
    {
        Verify(long.MaxValue, [long.MaxValue, long.MaxValue, 1]);
        Verify(long.MaxValue, Enumerable.Repeat(long.MaxValue, 40).ToArray());
        Verify(12_345, Enumerable.Range(0, 33).Select(i => (1L << 62) + i).ToArray());
    }

    [Fact]
    public void The_vector_form_takes_all_it_accepts_and_agrees_with_the_exact_one()
    {
        Assert.SkipUnless(Vector.IsHardwareAccelerated, "no vectors on this processor");
        var random = new Random(11);
        for (var round = 0; round < 3_000; round++)
        {
            var weights = WithSum(random, 1 + random.Next(120), 1 + (long)Math.Exp(random.NextDouble() * Math.Log(int.MaxValue - 1)));
            var total = round % 4 == 0 ? int.MaxValue : random.NextInt64(weights.Sum() + 1);
            VectorSplit.Accepts(total, weights.Sum()).ShouldBeTrue();
            var (fast, exact) = (new long[weights.Length], new long[weights.Length]);
            var scratch = new int[VectorSplit.ScratchLength(weights.Length)];
            VectorSplit.TryShare((int)total, weights, (int)weights.Sum(), scratch, fast).ShouldBeTrue();
            ExactSplit.Split(total, weights, weights.Sum(), exact);
            fast.ShouldBe(exact);
        }
    }

    [Fact]
    public void Rows_share_no_more_than_they_add_up_to()
    {
        var random = new Random(3);
        foreach (var columns in (int[])[0, 1, 5, 64, 200])
        {
            const int rows = 40;
            var weights = new long[rows * columns];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = i / columns % 5 == 4 ? 0 : random.NextInt64(1L << (i / columns));
            var totals = Enumerable.Range(0, rows).Select(row => random.NextInt64(1L << row) * columns).ToArray();
            var (parts, shared) = (Filled(weights.Length), Filled(rows));
            LargestRemainder.SplitRows(totals, weights, columns, parts, shared);
            for (var row = 0; row < rows; row++)
            {
                var own = weights.AsSpan(row * columns, columns).ToArray();
                shared[row].ShouldBe(Math.Min(totals[row], own.Sum()));
                parts.AsSpan(row * columns, columns).ToArray().ShouldBe(Reference(shared[row], own).Select(part => (long)part));
            }
        }
    }

    [Fact]
    public void Amounts_without_bound_follow_the_same_rule() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Cases(), c =>
        {
            var scale = BigInteger.Pow(10, 30) + 57;
            var weights = c.Weights.Select(weight => weight * scale + weight % 11).ToArray();
            LargestRemainder.Split(c.Total * scale, weights).ShouldBe(Reference(c.Total * scale, weights));
        }));

    private static void Verify(long total, long[] weights)
    {
        var sum = weights.Aggregate(BigInteger.Zero, (all, weight) => all + weight);
        var parts = Share(total, weights);
        parts.Select(part => (BigInteger)part).ShouldBe(Reference(total, weights));
        if (sum > 0)
            parts.Aggregate(BigInteger.Zero, (all, part) => all + part).ShouldBe(total);
        if (total <= sum)
            parts.Zip(weights).ShouldAllBe(pair => pair.First <= pair.Second);
        if (sum > long.MaxValue)
            return;

        var again = Filled(weights.Length);
        LargestRemainder.Split(total, weights, (long)sum, again).ShouldBe(sum > 0 ? total : 0);
        again.ShouldBe(parts);
    }

    private static long[] Share(long total, long[] weights)
    {
        var parts = Filled(weights.Length);
        LargestRemainder.Split(total, weights, parts).ShouldBe(weights.Any(weight => weight > 0) ? total : 0);
        return parts;
    }

    private static BigInteger[] Reference(long total, long[] weights) =>
        Reference(total, weights.Select(weight => (BigInteger)weight).ToArray());

    private static BigInteger[] Reference(BigInteger total, BigInteger[] weights)
    {
        var sum = weights.Aggregate(BigInteger.Zero, BigInteger.Add);
        if (sum.IsZero)
            return new BigInteger[weights.Length];
        var parts = weights.Select(weight => total * weight / sum).ToArray();
        var left = (int)(total - parts.Aggregate(BigInteger.Zero, BigInteger.Add));
        foreach (var index in Enumerable.Range(0, weights.Length).OrderByDescending(i => total * weights[i] % sum).Take(left))
            parts[index]++; // the sort is stable: of equal remainders the smaller index comes first
        return parts;
    }

    /// <summary>Weights from zeros and few distinct values to the full range, totals below, at and above their sum.</summary>
    private static Arbitrary<Case> Cases() => (
        from count in Gen.Elements(Counts.Where(count => count <= 200).ToArray())
        from bits in Gen.Choose(0, 62)
        from zeros in Gen.Elements(0, 0, 3, 9)
        from distinct in Gen.Elements(1, 2, 5, 1_000_000)
        from seed in Gen.Choose(0, int.MaxValue)
        from kind in Gen.Choose(0, 5)
        select Make(count, bits, zeros, distinct, new Random(seed), kind)).ToArbitrary();

    private static Case Make(int count, int bits, int zeros, int distinct, Random random, int kind)
    {
        var values = Enumerable.Range(0, Math.Min(distinct, count)).Select(_ => random.NextInt64(1 + (1L << bits))).ToArray();
        var weights = Enumerable.Range(0, count)
            .Select(i => random.Next(10) < zeros ? 0 : values[distinct > count ? i : random.Next(values.Length)]).ToArray();
        var sum = weights.Aggregate(BigInteger.Zero, (all, weight) => all + weight);
        var within = (long)BigInteger.Min(sum, long.MaxValue);
        var total = kind switch
        {
            0 => within,
            1 => long.MaxValue - random.Next(3),
            2 => random.NextInt64(count + 1),
            3 => random.NextInt64(1L << random.Next(63)),
            _ => (long)(within * random.NextDouble() * 0.999),
        };
        return new Case(total, weights);
    }

    private static long[] WithSum(Random random, int count, long sum)
    {
        var cuts = Enumerable.Range(1, count - 1).Select(_ => random.NextInt64(sum + 1)).Append(0).Append(sum).Order().ToArray();
        return cuts.Zip(cuts.Skip(1), (from, to) => to - from).ToArray();
    }

    private static IEnumerable<long> Around(long border) => [border - 1, border, border + 1];

    private static long[] Filled(int count) => Enumerable.Repeat(-7L, count).ToArray();

    private sealed record Case(long Total, long[] Weights)
    {
        public override string ToString() => $"{Total} over [{string.Join(", ", Weights)}]";
    }
}
