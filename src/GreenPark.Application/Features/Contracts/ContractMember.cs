using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts;

public readonly record struct ContractMemberId(Guid Value) : IId<ContractMemberId>
{
    public static ContractMemberId Of(Guid value) => new(value);
}

/// <summary>A member's part in a contract, from a day to a day; a member may have several that do not overlap.</summary>
public sealed class ContractMember : IOfTenant
{
    private ContractMember() { }

    internal ContractMember(ContractId contract, MemberFacts facts)
    {
        (Id, ContractId, TenantId) = (Platform.Data.Id.New<ContractMemberId>(), contract, facts.Tenant);
        Update(facts);
    }

    public ContractMemberId Id { get; private init; }
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
public sealed class ContractSource
{
    private ContractSource() { }

    internal ContractSource(ContractId contract, GenerationUnitId unit) => (ContractId, GenerationUnitId) = (contract, unit);

    public ContractId ContractId { get; private init; }
    public GenerationUnitId GenerationUnitId { get; private init; }

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
