using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Platform.Reads;

public readonly record struct DataReadId(Guid Value) : IId<DataReadId>
{
    public static DataReadId Of(Guid value) => new(value);
}

/// <summary>What of a tenant was shown: its statements, its sums by day or longer, its load interval by interval, what was found in its readings, a pack with all of it.</summary>
public enum DataKind { Statements, Totals, Curves, Findings, Packs }

/// <summary>
/// Somebody looked at a tenant's data. It stands apart from the audit record, which tells what was changed, so that looking waits for no
/// chain.
/// </summary>
[Retires(RetentionKind.ReadLog, nameof(At))]
public sealed class DataRead : IAppendOnly, IOfPark, IOfTenant
{
    private DataRead() { }

    public DataReadId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public TenantId TenantId { get; private init; }

    /// <summary>UTC; of the first of several looks at the same within a few minutes.</summary>
    public DateTime At { get; private init; }
    public DataKind Kind { get; private init; }

    /// <summary>The days that were shown; null where they have no such bound.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>The first day after.</summary>
    public DateOnly? To { get; private init; }
    public Guid UserId { get; private init; }
    public string UserName { get; private init; } = "";

    /// <summary>The roles of whoever looked.</summary>
    public string ActingAs { get; private init; } = "";

    /// <summary>One of the tenant's own people looked.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>The network address.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The request's name.</summary>
    public string Request { get; private init; } = "";

    /// <summary>What makes two looks the same.</summary>
    internal (Guid, TenantId, DataKind, DateOnly?, DateOnly?, string, string) Same => (UserId, TenantId, Kind, From, To, Address, Request);

    internal static DataRead Of(CurrentUser user, string request, DateTime at, TenantReads.Noted noted, TenantId tenant) => new()
    {
        Id = Data.Id.New<DataReadId>(), ParkId = noted.Park, TenantId = tenant, At = at, Kind = noted.Kind, From = noted.From, To = noted.To,
        UserId = user.Id, UserName = user.Name, ActingAs = user.Role.ToString(), IsOwn = user.TenantScope == tenant, Address = user.Address, Request = request,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<DataRead>
    {
        public void Configure(EntityTypeBuilder<DataRead> builder)
        {
            builder.Property(x => x.UserName).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.ActingAs).HasMaxLength(100);
            builder.Property(x => x.Address).HasMaxLength(AuditRecord.AddressLength);
            builder.Property(x => x.Request).HasMaxLength(100);
            builder.HasIndex(x => new { x.TenantId, x.At });
        }
    }
}
