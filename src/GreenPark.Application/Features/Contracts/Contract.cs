using System.Linq.Expressions;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts;

public readonly record struct ContractId(Guid Value) : IId<ContractId>
{
    public static ContractId Of(Guid value) => new(value);
}

/// <summary>A draft counts for nothing; a signed contract counts on its days, also after it has ended, for the days before its end.</summary>
public enum ContractState { Draft, Signed, Ended }

/// <summary>
/// A joint procurement contract: which sources are shared among which members, by which rule. Once signed only members may join
/// and leave, and the contract may end; anything else is a new contract.
/// </summary>
public sealed class Contract : Entity<ContractId>, IHasCode, IOfPark, ISeenByTenants<Contract>
{
    private readonly List<ContractSource> sources = [];
    private readonly List<ContractMember> members = [];

    private Contract() { }

    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public Code Code { get; private init; }
    public BilingualName Name { get; private set; }

    /// <summary>Ascending: the lower is served first.</summary>
    public int Priority { get; private set; }

    public AllocationRule Rule { get; private set; }
    public DateRange Valid { get; private set; }
    public bool SharesStorage { get; private set; }
    public ContractState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SignedAt { get; private set; }

    public IReadOnlyList<ContractSource> Sources => sources;
    public IReadOnlyList<ContractMember> Members => members;

    /// <summary>A tenant takes part, or did.</summary>
    static Expression<Func<Contract, bool>> ISeenByTenants<Contract>.IsSeenBy(GreenParkDb db) => x => x.Members.Any(m => m.TenantId == db.TenantScope);

    public static Contract Draft(Microgrid microgrid, Code code, ContractFacts facts)
    {
        var contract = new Contract { ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Code = code };
        contract.Take(facts);
        return contract;
    }

    public Error? Update(ContractFacts facts)
    {
        if (new OnlyADraftCanBeRewritten(State).Check() is { } error) return error;
        Take(facts);
        return null;
    }

    public Error? AddMember(Microgrid microgrid, MemberFacts facts)
    {
        if (Platform.Data.Rule.FirstBroken(
            new AnEndedContractDoesNotChange(State),
            new OnlyMembersOfTheMicrogridJoin(microgrid, facts),
            new DatesOfAContractMemberCannotOverlap(members, facts),
            new SharesOfAContractCannotExceedTheWhole([.. members.Select(x => x.Facts), facts])) is { } error) return error;
        members.Add(new ContractMember(this, facts));
        return null;
    }

    /// <summary>Only in a draft; from <paramref name="from"/> (null: that has no start) the member is found.</summary>
    public Error? UpdateMember(TenantId tenant, DateOnly? from, MemberFacts facts)
    {
        if (Find(tenant, from) is not { } member) return Error.NotFound("contract.no_such_member");
        var others = members.Where(x => x != member).ToList();
        if (Platform.Data.Rule.FirstBroken(
            new OnlyADraftCanBeRewritten(State),
            new DatesOfAContractMemberCannotOverlap(others, facts),
            new SharesOfAContractCannotExceedTheWhole([.. others.Select(x => x.Facts), facts])) is { } error) return error;
        member.Update(facts);
        return null;
    }

    public Error? RemoveMember(TenantId tenant, DateOnly? from)
    {
        if (Find(tenant, from) is not { } member) return Error.NotFound("contract.no_such_member");
        if (new OnlyADraftCanBeRewritten(State).Check() is { } error) return error;
        members.Remove(member);
        return null;
    }

    /// <summary>The first day without the member is <paramref name="to"/>.</summary>
    public Error? EndMember(TenantId tenant, DateOnly to)
    {
        if (new AnEndedContractDoesNotChange(State).Check() is { } error) return error;
        if (members.SingleOrDefault(x => x.TenantId == tenant && x.Valid.Contains(to.AddDays(-1))) is not { } member)
            return Error.RuleBroken("contract.no_member_then", to);
        member.Update(member.Facts with { Valid = member.Valid with { To = to } });
        return null;
    }

    public Error? Sign(DateTime now)
    {
        if (Platform.Data.Rule.FirstBroken(
            new OnlyADraftCanBeSigned(State), new ASignedContractHasSourcesAndMembers(this)) is { } error) return error;
        (State, SignedAt) = (ContractState.Signed, now);
        return null;
    }

    /// <summary>The first day without the contract is <paramref name="to"/>.</summary>
    public Error? End(DateOnly to)
    {
        if (Platform.Data.Rule.FirstBroken(new OnlyASignedContractCanEnd(State), new AContractEndsOnOneOfItsDays(Valid, to)) is { } error) return error;
        (State, Valid) = (ContractState.Ended, Valid with { To = to });
        return null;
    }

    private void Take(ContractFacts facts)
    {
        (Name, Priority, Rule, Valid, SharesStorage) = (facts.Name, facts.Priority, facts.Rule, facts.Valid, facts.SharesStorage);
        sources.RemoveAll(x => !facts.Units.Contains(x.GenerationUnitId));
        sources.AddRange(facts.Units.Where(x => sources.All(s => s.GenerationUnitId != x)).Select(x => new ContractSource(this, x)));
    }

    private ContractMember? Find(TenantId tenant, DateOnly? from) => members.SingleOrDefault(x => x.TenantId == tenant && x.Valid.From == from);

    internal sealed class Mapping : IEntityTypeConfiguration<Contract>
    {
        public void Configure(EntityTypeBuilder<Contract> builder)
        {
            builder.HasName(x => x.Name);
            builder.HasValidity(x => x.Valid);
            builder.HasUniqueCode(nameof(MicrogridId));
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Sources).WithOne().HasForeignKey(x => x.ContractId).OnDelete(DeleteBehavior.Cascade);
            builder.HasMany(x => x.Members).WithOne().HasForeignKey(x => x.ContractId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>What a draft says.</summary>
public sealed record ContractFacts(
    BilingualName Name, int Priority, AllocationRule Rule, DateRange Valid, IReadOnlyList<GenerationUnitId> Units, bool SharesStorage);
