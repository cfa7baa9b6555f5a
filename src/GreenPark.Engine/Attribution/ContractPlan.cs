using System.Collections.Immutable;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>A contract as it stands on the days of one segment, codes turned into indices.</summary>
internal sealed class ContractPlan
{
    public ContractPlan(Contract contract, RegisterIndex index, DateOnly day)
    {
        Rule = contract.Rule;
        // the contract's own order of sources and members says nothing; storage may be named where there is none
        Sources = [.. contract.Sources.Where(index.Source.ContainsKey).Select(code => index.Source[code]).Order()];
        var members = contract.Members.Where(m => m.Valid.Contains(day)).Select(m => (Index: index.Member[m.Code], Entry: m)).OrderBy(m => m.Index).ToArray();
        Members = [.. members.Select(m => m.Index)];
        EveryMember = Members.Length == index.Members;
        Shares = [.. members.Select(m => (long)m.Entry.SharePpm)];
        SharesAndRest = [.. Shares, 1_000_000 - Shares.Sum()];
        Tiers = [.. members.Select((m, position) => (position, m.Entry.Tier)).GroupBy(m => m.Tier).OrderBy(g => g.Key).Select(g => g.Select(m => m.position).ToImmutableArray())];
    }

    public AllocationRule Rule { get; }

    /// <summary>Indices of the contract's sources, in register order, storage last.</summary>
    public ImmutableArray<int> Sources { get; }

    /// <summary>Indices of the members present, in register order.</summary>
    public ImmutableArray<int> Members { get; }

    /// <summary>True where all members of the microgrid take part: rows need no gathering.</summary>
    public bool EveryMember { get; }

    /// <summary>Per present member, ppm.</summary>
    public ImmutableArray<long> Shares { get; }

    /// <summary><see cref="Shares"/>, then what nobody holds.</summary>
    public ImmutableArray<long> SharesAndRest { get; }

    /// <summary>Positions in <see cref="Members"/> by ascending tier.</summary>
    public ImmutableArray<ImmutableArray<int>> Tiers { get; }
}
