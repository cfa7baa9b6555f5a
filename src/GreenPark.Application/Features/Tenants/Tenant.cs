using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Tenants;

/// <summary>A legal person in the park. Its code is also its code as a member in the park file.</summary>
public sealed class Tenant : Entity<TenantId>, IHasCode, IOfPark, IOfTenant
{
    public const int TradeLength = 80;

    private readonly List<Site> sites = [];

    private Tenant() { }

    public ParkId ParkId { get; private init; }
    public Code Code { get; private init; }
    public BilingualName Name { get; private set; }
    public UnifiedSocialCreditCode? CreditCode { get; private set; }

    /// <summary>What the tenant makes or does, as the park calls it.</summary>
    public string Trade { get; private set; } = "";

    /// <summary>Its own verified baseline, by which the attributed reduction is counted; without one the grid average is.</summary>
    public EmissionFactor? BaselineFactor { get; private set; }

    public Contact Contact { get; private set; }

    public IReadOnlyList<Site> Sites => sites;

    TenantId IOfTenant.TenantId => Id;

    public static Tenant Register(ParkId park, Code code, TenantFacts facts)
    {
        var tenant = new Tenant { ParkId = park, Code = code };
        tenant.Update(facts);
        return tenant;
    }

    public void Update(TenantFacts facts) =>
        (Name, CreditCode, Trade, BaselineFactor, Contact) = (facts.Name, facts.CreditCode, facts.Trade, facts.BaselineFactor, facts.Contact);

    public Result<Site> AddSite(Code code, BilingualName name, string address, string unLocode)
    {
        if (Rule.FirstBroken(new SiteCodesOfATenantDiffer(sites, code)) is { } error) return error;
        var site = new Site(this, code, name, address, unLocode);
        sites.Add(site);
        return site;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> builder)
        {
            builder.HasName(x => x.Name);
            builder.Property(x => x.Trade).HasMaxLength(TradeLength);
            builder.ComplexProperty(x => x.Contact, Contact.Map);
            builder.HasUniqueCode(nameof(ParkId));
            builder.HasIndex(x => new { x.ParkId, x.CreditCode }).IsUnique();   // two tenants are two legal persons
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Sites).WithOne().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What may change of a tenant.</summary>
public sealed record TenantFacts(
    BilingualName Name, UnifiedSocialCreditCode? CreditCode, string Trade, EmissionFactor? BaselineFactor, Contact Contact);

/// <summary>Whom to reach at the tenant; any part may be empty.</summary>
public readonly record struct Contact(string Person, string Phone, string Email)
{
    public const int MaxLength = 120;

    internal static void Map(ComplexPropertyBuilder<Contact> contact)
    {
        contact.Property(x => x.Person).HasMaxLength(MaxLength);
        contact.Property(x => x.Phone).HasMaxLength(MaxLength);
        contact.Property(x => x.Email).HasMaxLength(MaxLength);
    }
}
