using System.Collections.Immutable;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>Step 6: the sources' amounts go to the members, contract by contract, against what each member still needs.</summary>
internal sealed class Allocation(RunSeries series)
{
    private readonly AllocationRules rules = new(series.Members);
    private readonly long[] need = new long[series.Members];
    private readonly long[] contractNeeds = new long[series.Members];
    private readonly long[] contractGets = new long[series.Members];
    private readonly bool[] written = new bool[series.Sources.Length];

    /// <param name="interval">The interval's number.</param>
    /// <param name="amounts">Per source; left holding what is unattributed.</param>
    /// <param name="consumption">c[i].</param>
    /// <param name="needSum">The sum of c.</param>
    /// <param name="contracts">In the order in which they take.</param>
    /// <returns>What is unattributed of all sources together.</returns>
    public long Run(int interval, Span<long> amounts, ReadOnlySpan<long> consumption, long needSum, ImmutableArray<ContractPlan> contracts)
    {
        written.AsSpan().Clear();
        // the members' needs stay in the consumption row until something is taken from them
        var needs = consumption;
        for (var c = 0; c < contracts.Length && needSum > 0; c++)
        {
            var contract = contracts[c];
            for (var k = 0; k < contract.Sources.Length; k++)
            {
                var source = contract.Sources[k];
                if (amounts[source] == 0 || needSum == 0) continue;
                var row = series.AttributedOf(source, interval);
                long given;
                if (contract.EveryMember && !written[source])
                {
                    given = contract.Rule == AllocationRule.ProRata
                        ? LargestRemainder.Split(Math.Min(amounts[source], needSum), needs, needSum, row)
                        : rules.Apply(contract, amounts[source], needs, row);
                    var last = c == contracts.Length - 1 && k == contract.Sources.Length - 1;
                    if (!last)
                    {
                        Rows.Subtract(needs, row, need);
                        needs = need;
                    }
                }
                else
                {
                    if (!written[source]) row.Clear();
                    if (needs != need) needs.CopyTo(need);
                    needs = need;
                    given = Scattered(contract, amounts[source], row);
                }
                written[source] = true;
                amounts[source] -= given;
                needSum -= given;
            }
        }
        return Settle(interval, amounts);
    }

    private long Scattered(ContractPlan contract, long amount, Span<long> row)
    {
        var needs = contractNeeds.AsSpan(0, contract.Members.Length);
        var gets = contractGets.AsSpan(0, contract.Members.Length);
        for (var i = 0; i < needs.Length; i++) needs[i] = need[contract.Members[i]];
        var given = rules.Apply(contract, amount, needs, gets);
        for (var i = 0; i < gets.Length; i++)
        {
            row[contract.Members[i]] += gets[i];
            need[contract.Members[i]] -= gets[i];
        }
        return given;
    }

    private long Settle(int interval, ReadOnlySpan<long> amounts)
    {
        long unattributed = 0;
        for (var source = 0; source < amounts.Length; source++)
        {
            var row = series.AttributedOf(source, interval);
            if (written[source]) Rows.Add(row, series.AttributedSums[source]);
            else row.Clear();
            series.Unattributed[source][interval] = amounts[source];
            unattributed += amounts[source];
        }
        return unattributed;
    }
}
