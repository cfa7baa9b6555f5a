using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.DataAccess;

public readonly record struct DataConsentId(Guid Value) : IId<DataConsentId>
{
    public static DataConsentId Of(Guid value) => new(value);
}

/// <summary>What a tenant decides about: its load interval by interval, what it makes and how much, to whom it sells. What settlement needs is not among it.</summary>
public enum ConsentKind { LoadCurves, Products, Buyers }

/// <summary>Who may see it: those who run the park, those who keep its compliance, those who verify.</summary>
public enum ConsentFor { Operator, Compliance, Verifier }

/// <summary>A tenant lets somebody see something of it, from a day to a day. It is never changed: a withdrawal is an entry of its own.</summary>
public sealed class DataConsent : IAppendOnly, IOfPark, IOfTenant, IHasLabel
{
    public const int DocumentLength = 200;

    private DataConsent() { }

    string IHasLabel.Label => $"#{Number} {Kind} {Whom}";

    public DataConsentId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public TenantId TenantId { get; private init; }

    /// <summary>Of the tenant, from 1.</summary>
    public int Number { get; private init; }
    public ConsentKind Kind { get; private init; }
    public ConsentFor Whom { get; private init; }

    /// <summary>Days on which it may be looked at, <c>To</c> exclusive; whatever days are looked at.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Null: until it is withdrawn.</summary>
    public DateOnly? To { get; private init; }

    /// <summary>Reference of the paper that the tenant signed; empty where one of its own people gave the consent here.</summary>
    public string Document { get; private init; } = "";

    /// <summary>One of the tenant's people, or who recorded the paper.</summary>
    public string GivenBy { get; private init; } = "";
    public DateTime GivenAt { get; private init; }

    internal static DataConsent Of(Tenant tenant, int number, ConsentKind kind, ConsentFor whom, DateOnly from, DateOnly? to, string document, CurrentUser by, DateTime at) => new()
    {
        Id = Platform.Data.Id.New<DataConsentId>(), ParkId = tenant.ParkId, TenantId = tenant.Id, Number = number, Kind = kind, Whom = whom, From = from, To = to,
        Document = document, GivenBy = by.Name, GivenAt = at,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<DataConsent>
    {
        public void Configure(EntityTypeBuilder<DataConsent> builder)
        {
            builder.Property(x => x.Document).HasMaxLength(DocumentLength);
            builder.Property(x => x.GivenBy).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.TenantId, x.Number }).IsUnique();
            builder.HasOne<Tenant>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>That a consent no longer stands, from the moment it was withdrawn, and why.</summary>
public sealed class ConsentWithdrawal : IAppendOnly, IOfPark, IOfTenant
{
    public const int ReasonLength = 500;

    private ConsentWithdrawal() { }

    public DataConsentId ConsentId { get; private init; }
    public ParkId ParkId { get; private init; }
    public TenantId TenantId { get; private init; }
    public string Reason { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    internal static ConsentWithdrawal Of(DataConsent consent, string reason, CurrentUser by, DateTime at) =>
        new() { ConsentId = consent.Id, ParkId = consent.ParkId, TenantId = consent.TenantId, Reason = reason, By = by.Name, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<ConsentWithdrawal>
    {
        public void Configure(EntityTypeBuilder<ConsentWithdrawal> builder)
        {
            builder.HasKey(x => x.ConsentId);
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasOne<DataConsent>().WithOne().HasForeignKey<ConsentWithdrawal>(x => x.ConsentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
