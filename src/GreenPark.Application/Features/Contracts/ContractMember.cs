using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts;

public readonly record struct ContractMemberId(Guid Value) : IId<ContractMemberId>
{
    public static ContractMemberId Of(Guid value) => new(value);
}

/// <summary>A member's part in a contract, from a day to a day; a member may have several that do not overlap.</summary>
public sealed class ContractMember : IOfPark, IOfTenant
{
    private ContractMember() { }

    internal ContractMember(Contract contract, MemberFacts facts)
    {
        (Id, ParkId, ContractId, TenantId) = (Platform.Data.Id.New<ContractMemberId>(), contract.ParkId, contract.Id, facts.Tenant);
        Update(facts);
    }

    public ContractMemberId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public ContractId ContractId { get; private init; }
    public TenantId TenantId { get; private init; }

    /// <summary>Part of the whole; 0 where the rule needs none.</summary>
    public int SharePpm { get; private set; }

    /// <summary>Ascending: the lower is served first, by the rule of tiers.</summary>
    public int Tier { get; private set; }

    public DateRange Valid { get; private set; }

    internal MemberFacts Facts => new(TenantId, SharePpm, Tier, Valid);

    internal void Update(MemberFacts facts) => (SharePpm, Tier, Valid) = (facts.SharePpm, facts.Tier, facts.Valid);

    internal sealed class Mapping : IEntityTypeConfiguration<ContractMember>
    {
        public void Configure(EntityTypeBuilder<ContractMember> builder)
        {
            builder.HasValidity(x => x.Valid);
            builder.HasOne<Tenant>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public sealed record MemberFacts(TenantId Tenant, int SharePpm, int Tier, DateRange Valid);

/// <summary>A generation unit that a contract shares.</summary>
public sealed class ContractSource : IOfPark
{
    private ContractSource() { }

    internal ContractSource(Contract contract, GenerationUnitId unit) => (ContractId, GenerationUnitId, ParkId) = (contract.Id, unit, contract.ParkId);

    public ContractId ContractId { get; private init; }
    public GenerationUnitId GenerationUnitId { get; private init; }
    public ParkId ParkId { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ContractSource>
    {
        public void Configure(EntityTypeBuilder<ContractSource> builder)
        {
            builder.ToTable("ContractSources");
            builder.HasKey(x => new { x.ContractId, x.GenerationUnitId });
            builder.HasOne<GenerationUnit>().WithMany().HasForeignKey(x => x.GenerationUnitId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
