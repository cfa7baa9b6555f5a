namespace GreenPark.Application.Features.Tenants;

public readonly record struct SiteId(Guid Value) : IId<SiteId>
{
    public static SiteId Of(Guid value) => new(value);
}

/// <summary>An installation of a tenant: where its metering points stand, and what reports by installation speak of.</summary>
public sealed class Site : IHasCode, IOfPark, IOfTenant
{
    public const int AddressLength = 300;
    public const int UnLocodeLength = 5;

    private Site() { }

    internal Site(Tenant tenant, Code code, BilingualName name, string address, string unLocode)
    {
        (Id, ParkId, TenantId, Code) = (Platform.Data.Id.New<SiteId>(), tenant.ParkId, tenant.Id, code);
        Update(name, address, unLocode);
    }

    public SiteId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public TenantId TenantId { get; private init; }
    public Code Code { get; private init; }
    public BilingualName Name { get; private set; }
    public string Address { get; private set; } = "";

    /// <summary>UN/LOCODE such as <c>CNNGB</c>, or empty.</summary>
    public string UnLocode { get; private set; } = "";

    public void Update(BilingualName name, string address, string unLocode) => (Name, Address, UnLocode) = (name, address, unLocode);

    internal sealed class Mapping : IEntityTypeConfiguration<Site>
    {
        public void Configure(EntityTypeBuilder<Site> builder)
        {
            builder.HasName(x => x.Name);
            builder.Property(x => x.Address).HasMaxLength(AddressLength);
            builder.Property(x => x.UnLocode).HasMaxLength(UnLocodeLength);
            builder.HasUniqueCode(nameof(TenantId));
        }
    }
}

internal sealed class SiteCodesOfATenantDiffer(IEnumerable<Site> sites, Code code) : Rule
{
    public override Error? Check() =>
        sites.Any(x => x.Code.Key == code.Key) ? Error.Conflict("code.taken").In("Code") : null;
}
