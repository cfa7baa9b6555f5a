namespace GreenPark.Application.Platform.Retention;

public readonly record struct RetentionHoldId(Guid Value) : IId<RetentionHoldId>
{
    public static RetentionHoldId Of(Guid value) => new(value);
}

/// <summary>Months of which nothing is removed, however old, as long as the hold stands: a dispute, an inquiry. Released by an entry of its own.</summary>
public sealed class RetentionHold : IAppendOnly, IOfWholePark, IHasLabel
{
    public const int ReasonLength = 500;

    private RetentionHold() { }

    string IHasLabel.Label => $"#{Number} {From:yyyy-MM} {To:yyyy-MM}";

    public RetentionHoldId Id { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Within the park, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The first instant of the first month, UTC.</summary>
    public DateTime From { get; private init; }

    /// <summary>The first instant after the last month, UTC.</summary>
    public DateTime To { get; private init; }
    public string Reason { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    internal static RetentionHold Of(ParkId park, int number, DateTime from, DateTime to, string reason, CurrentUser by, DateTime at) =>
        new() { Id = Data.Id.New<RetentionHoldId>(), ParkId = park, Number = number, From = from, To = to, Reason = reason, By = by.Name, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<RetentionHold>
    {
        public void Configure(EntityTypeBuilder<RetentionHold> builder)
        {
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.ParkId, x.Number }).IsUnique();
        }
    }
}

/// <summary>That a hold no longer stands, and why.</summary>
public sealed class HoldRelease : IAppendOnly, IOfWholePark
{
    private HoldRelease() { }

    public RetentionHoldId HoldId { get; private init; }
    public ParkId ParkId { get; private init; }
    public string Reason { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    internal static HoldRelease Of(RetentionHold hold, string reason, CurrentUser by, DateTime at) => new() { HoldId = hold.Id, ParkId = hold.ParkId, Reason = reason, By = by.Name, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<HoldRelease>
    {
        public void Configure(EntityTypeBuilder<HoldRelease> builder)
        {
            builder.HasKey(x => x.HoldId);
            builder.Property(x => x.Reason).HasMaxLength(RetentionHold.ReasonLength);
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasOne<RetentionHold>().WithOne().HasForeignKey<HoldRelease>(x => x.HoldId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
