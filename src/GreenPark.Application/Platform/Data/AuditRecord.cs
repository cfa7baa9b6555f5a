using System.Text;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Platform.Data;

public readonly record struct AuditRecordId(Guid Value) : IId<AuditRecordId>
{
    public static AuditRecordId Of(Guid value) => new(value);
}

/// <summary>The chain a record stands in: a park's, or that of what belongs to no park.</summary>
public readonly record struct AuditChain(Guid Value) : IId<AuditChain>
{
    public static readonly AuditChain Platform = new(Guid.Empty);

    public static AuditChain Of(Guid value) => new(value);

    public static AuditChain Of(ParkId? park) => new(park?.Value ?? Guid.Empty);

    /// <summary>As evidence writes it.</summary>
    public override string ToString() => this == Platform ? AuditEntry.Platform : Value.ToString();
}

/// <summary>
/// Who did what, when, from where, to which object, and why. One per command that changed something, in its transaction; it outlives what it tells about. Each one
/// carries the hash of the one before in its chain, so that none can be altered, moved or put in unnoticed.
/// </summary>
public sealed class AuditRecord : IAppendOnly
{
    public const int ReasonLength = 500, AddressLength = 64;

    private AuditRecord() { }

    public AuditRecordId Id { get; private init; }
    public AuditChain Chain { get; private init; }

    /// <summary>In the chain, from 1, without a gap.</summary>
    public long Number { get; private init; }

    /// <summary>SHA-256 of the record before, lower-case hex.</summary>
    public string Previous { get; private init; } = "";

    /// <summary>Of this record as <see cref="AuditEntry"/> writes it.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private init; }

    public Guid RequestId { get; private init; }

    /// <summary>Empty for the system.</summary>
    public Guid UserId { get; private init; }

    public string UserName { get; private init; } = "";

    /// <summary>The role that the user acted as, <c>None</c> for the system.</summary>
    public string ActingAs { get; private init; } = "";

    /// <summary>The network address; empty for the system.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The request's name.</summary>
    public string Action { get; private init; } = "";

    /// <summary>Null where the change belongs to no park.</summary>
    public ParkId? ParkId { get; private init; }

    public string ObjectType { get; private init; } = "";
    public string ObjectName { get; private init; } = "";

    /// <summary>As whoever did it wrote it; empty where nobody asks for one.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Canonical JSON: <c>[{ "type", "id", "change", "before": {..}, "after": {..} }]</c>; only the columns that changed.</summary>
    public string Changes { get; private init; } = "";

    /// <summary>The last record of a chain.</summary>
    internal sealed record Last(long Number, string Sha256)
    {
        private static readonly Last None = new(0, AuditEntry.NoPrevious);

        public static async Task<Last> OfAsync(GreenParkDb db, AuditChain chain, CancellationToken cancellationToken) => await db.AuditRecords
            .Where(x => x.Chain == chain).OrderByDescending(x => x.Number).Select(x => new Last(x.Number, x.Sha256)).FirstOrDefaultAsync(cancellationToken) ?? None;
    }

    /// <summary>The park whose chain the record of these changes belongs into; null for none.</summary>
    internal static ParkId? ParkOf(CurrentUser user, ChangeLog changes) => changes.ParkId ?? (user.ParkScope is { } park && park.Value != Guid.Empty ? park : null);

    /// <param name="last">Of the chain, whose turn the command has.</param>
    internal static AuditRecord Of(Last last, DateTime at, Guid requestId, CurrentUser user, Role actingAs, string action, string reason, ChangeLog changes)
    {
        var (id, park) = (Data.Id.New<AuditRecordId>(), ParkOf(user, changes));
        var entry = new AuditEntry
        {
            Chain = AuditChain.Of(park).ToString(), Number = last.Number + 1, Previous = last.Sha256, At = at, Request = requestId.ToString(), User = TextOf(user.Id), By = ChangeLog.Whole(user.Name),
            ActingAs = actingAs.ToString(), Address = user.Address, Action = action, ObjectType = changes.ObjectType, ObjectName = ChangeLog.Whole(changes.ObjectName), Reason = ChangeLog.Whole(reason.Trim()), Changes = changes.ToJson(),
        };
        return new AuditRecord
        {
            Id = id, Chain = AuditChain.Of(park), Number = entry.Number, Previous = entry.Previous, Sha256 = entry.Sha256(), At = at, RequestId = requestId, UserId = user.Id, UserName = entry.By,
            ActingAs = entry.ActingAs, Address = entry.Address, Action = action, ParkId = park, ObjectType = entry.ObjectType, ObjectName = entry.ObjectName, Reason = entry.Reason,
            Changes = Encoding.UTF8.GetString(CanonicalJson.Write(entry.Changes)),
        };
    }

    /// <summary>
    /// As it stands in the table. What was altered there comes out as another entry than its hash is of: also where the changes mean the
    /// same but are written otherwise.
    /// </summary>
    internal AuditEntry ToEntry()
    {
        var json = Encoding.UTF8.GetBytes(Changes);
        return new AuditEntry
        {
            Chain = AuditChain.Of(ParkId).ToString(), Number = Number, Previous = Previous, At = At, Request = RequestId.ToString(), User = TextOf(UserId), By = UserName, ActingAs = ActingAs,
            Address = Address, Action = Action, ObjectType = ObjectType, ObjectName = ObjectName, Reason = Reason,
            Changes = CanonicalJson.IsCanonical(json) ? CanonicalJson.Parse(json).Value.Value : Changes,
        };
    }

    private static string? TextOf(Guid user) => user == Guid.Empty ? null : user.ToString();

    internal sealed class Mapping : IEntityTypeConfiguration<AuditRecord>
    {
        public void Configure(EntityTypeBuilder<AuditRecord> builder)
        {
            builder.Property(x => x.Previous).HasMaxLength(Sha256Hex.Length);
            builder.Property(x => x.Sha256).HasMaxLength(Sha256Hex.Length);
            builder.Property(x => x.UserName).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.ActingAs).HasMaxLength(100);
            builder.Property(x => x.Address).HasMaxLength(AddressLength);
            builder.Property(x => x.Action).HasMaxLength(100);
            builder.Property(x => x.ObjectType).HasMaxLength(100);
            builder.Property(x => x.ObjectName).HasMaxLength(256);
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.HasIndex(x => x.RequestId).IsUnique();
            builder.HasIndex(x => x.At);
            builder.HasIndex(x => new { x.Chain, x.Number }).IsUnique();
        }
    }
}
