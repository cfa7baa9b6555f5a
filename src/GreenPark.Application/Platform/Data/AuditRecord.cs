namespace GreenPark.Application.Platform.Data;

public readonly record struct AuditRecordId(Guid Value) : IId<AuditRecordId>
{
    public static AuditRecordId Of(Guid value) => new(value);
}

/// <summary>Who did what, when, to which object. One per command, in its transaction; it outlives what it tells about.</summary>
public sealed class AuditRecord : IAppendOnly
{
    private AuditRecord() { }

    public AuditRecordId Id { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    public Guid RequestId { get; private init; }

    /// <summary>Empty for the system.</summary>
    public Guid UserId { get; private init; }

    public string UserName { get; private init; } = "";

    /// <summary>The roles that gave the right, <c>None</c> for the system.</summary>
    public string ActingAs { get; private init; } = "";

    /// <summary>The request's name.</summary>
    public string Action { get; private init; } = "";

    /// <summary>Null where the change belongs to no park.</summary>
    public ParkId? ParkId { get; private init; }

    public string ObjectType { get; private init; } = "";
    public string ObjectName { get; private init; } = "";

    /// <summary>JSON: <c>[{ "type", "id", "change", "before": {..}, "after": {..} }]</c>; only the columns that changed.</summary>
    public string Changes { get; private init; } = "";

    internal static AuditRecord Of(DateTime at, Guid requestId, CurrentUser user, Role actingAs, string action, ChangeLog changes) => new()
    {
        Id = Data.Id.New<AuditRecordId>(),
        At = at,
        RequestId = requestId,
        UserId = user.Id,
        UserName = user.Name,
        ActingAs = actingAs.ToString(),
        Action = action,
        ParkId = changes.ParkId ?? (user.ParkScope is { } park && park.Value != Guid.Empty ? park : null),
        ObjectType = changes.ObjectType,
        ObjectName = changes.ObjectName,
        Changes = changes.ToJson(),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<AuditRecord>
    {
        public void Configure(EntityTypeBuilder<AuditRecord> builder)
        {
            builder.Property(x => x.UserName).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.ActingAs).HasMaxLength(100);
            builder.Property(x => x.Action).HasMaxLength(100);
            builder.Property(x => x.ObjectType).HasMaxLength(100);
            builder.Property(x => x.ObjectName).HasMaxLength(256);
            builder.HasIndex(x => x.RequestId).IsUnique();
            builder.HasIndex(x => x.At);
        }
    }
}
