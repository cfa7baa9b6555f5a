namespace GreenPark.Application.Platform.Retention;

public readonly record struct RetentionLimitId(Guid Value) : IId<RetentionLimitId>
{
    public static RetentionLimitId Of(Guid value) => new(value);
}

/// <summary>
/// That what was older than an instant was removed, and how much of it. The triggers of append-only tables let go exactly what lies before
/// such a limit; it stands on the audit record like everything that a command adds.
/// </summary>
public sealed class RetentionLimit : IAppendOnly, IMayBeOfPark, IHasLabel
{
    private RetentionLimit() { }

    string IHasLabel.Label => $"{Kind} {Before:yyyy-MM-dd}";

    public RetentionLimitId Id { get; private init; }
    public RetentionKind Kind { get; private init; }

    /// <summary>Null for what belongs to no park.</summary>
    public ParkId? ParkId { get; private init; }

    /// <summary>UTC, exclusive: what happened then is kept.</summary>
    public DateTime Before { get; private init; }

    /// <summary>Rows that went.</summary>
    public int Removed { get; private init; }
    public DateTime At { get; private init; }

    internal static RetentionLimit Of(RetentionKind kind, ParkId? park, DateTime before, int removed, DateTime at) =>
        new() { Id = Data.Id.New<RetentionLimitId>(), Kind = kind, ParkId = park, Before = before, Removed = removed, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<RetentionLimit>
    {
        public void Configure(EntityTypeBuilder<RetentionLimit> builder) => builder.HasIndex(x => new { x.Kind, x.ParkId, x.Before });
    }
}
