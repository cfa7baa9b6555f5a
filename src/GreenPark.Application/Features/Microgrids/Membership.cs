using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids;

public readonly record struct MembershipId(Guid Value) : IId<MembershipId>
{
    public static MembershipId Of(Guid value) => new(value);
}

/// <summary>A tenant as member of a microgrid, from a day to a day. The order in the register decides remainders.</summary>
public sealed class Membership : IOfPark, IOfTenant
{
    private Membership() { }

    internal Membership(Microgrid microgrid, TenantId tenant, int registerOrder, DateRange valid) =>
        (Id, ParkId, MicrogridId, TenantId, RegisterOrder, Valid) = (Platform.Data.Id.New<MembershipId>(), microgrid.ParkId, microgrid.Id, tenant, registerOrder, valid);

    public MembershipId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public TenantId TenantId { get; private init; }
    public int RegisterOrder { get; private init; }
    public DateRange Valid { get; private set; }

    internal void EndOn(DateOnly to) => Valid = Valid with { To = to };

    internal sealed class Mapping : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> builder)
        {
            builder.HasValidity(x => x.Valid);
            builder.HasOne<Tenant>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
