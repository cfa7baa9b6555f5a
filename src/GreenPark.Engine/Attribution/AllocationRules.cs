using System.Collections.Immutable;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>
/// The four rules (method page, "Allocation rules"): each takes an amount and the needs of a contract's members and fills what
/// they get, never more than their needs. Scratch rows are kept, so one instance serves one thread.
/// </summary>
internal sealed class AllocationRules(int members)
{
    private readonly long[] weights = new long[members];
    private readonly long[] share = new long[members + 1];
    private readonly long[] rest = new long[members];

    /// <returns>The sum of what the members got.</returns>
    public long Apply(ContractPlan contract, long amount, ReadOnlySpan<long> needs, Span<long> gets) => contract.Rule switch
    {
        AllocationRule.ProRata => ProRata(amount, needs, gets),
        AllocationRule.FixedShares => FixedShares(contract.SharesAndRest, amount, needs, gets),
        AllocationRule.SharesThenRedistribute => SharesThenRedistribute(contract, amount, needs, gets),
        _ => PriorityTiers(contract.Tiers, amount, needs, gets),
    };

    private static long ProRata(long amount, ReadOnlySpan<long> needs, Span<long> gets)
    {
        var need = LargestRemainder.Sum(needs);
        return LargestRemainder.Split(Math.Min(amount, need), needs, need, gets);
    }

    private long FixedShares(ImmutableArray<long> sharesAndRest, long amount, ReadOnlySpan<long> needs, Span<long> gets)
    {
        var entitled = share.AsSpan(0, sharesAndRest.Length);
        LargestRemainder.Split(amount, sharesAndRest.AsSpan(), 1_000_000, entitled);
        long given = 0;
        for (var i = 0; i < needs.Length; i++) given += gets[i] = Math.Min(entitled[i], needs[i]);
        return given;
    }

    private long SharesThenRedistribute(ContractPlan contract, long amount, ReadOnlySpan<long> needs, Span<long> gets)
    {
        var given = FixedShares(contract.SharesAndRest, amount, needs, gets);
        var open = weights.AsSpan(0, needs.Length);
        var more = rest.AsSpan(0, needs.Length);
        while (given < amount)
        {
            long held = 0;
            for (var i = 0; i < needs.Length; i++) held += open[i] = gets[i] < needs[i] ? contract.Shares[i] : 0;
            if (held == 0) break;
            LargestRemainder.Split(amount - given, open, held, more);
            for (var i = 0; i < needs.Length; i++)
            {
                var taken = Math.Min(more[i], needs[i] - gets[i]);
                gets[i] += taken;
                given += taken;
            }
        }
        if (given == amount) return given;
        for (var i = 0; i < needs.Length; i++) open[i] = needs[i] - gets[i];
        given += ProRata(amount - given, open, more);
        for (var i = 0; i < needs.Length; i++) gets[i] += more[i];
        return given;
    }

    private long PriorityTiers(ImmutableArray<ImmutableArray<int>> tiers, long amount, ReadOnlySpan<long> needs, Span<long> gets)
    {
        gets.Clear();
        long given = 0;
        foreach (var tier in tiers)
        {
            var inTier = weights.AsSpan(0, tier.Length);
            for (var i = 0; i < tier.Length; i++) inTier[i] = needs[tier[i]];
            var tierGets = rest.AsSpan(0, tier.Length);
            given += ProRata(amount - given, inTier, tierGets);
            for (var i = 0; i < tier.Length; i++) gets[tier[i]] = tierGets[i];
        }
        return given;
    }
}
