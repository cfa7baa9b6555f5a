using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention;

public readonly record struct RetentionPeriodId(Guid Value) : IId<RetentionPeriodId>
{
    public static RetentionPeriodId Of(Guid value) => new(value);
}

/// <summary>As the installation has it, for so many months, or for ever.</summary>
public enum RetentionRule { Default, Months, ForEver }

/// <summary>How long a park keeps a kind of its data. The newest entry counts; none is ever changed.</summary>
public sealed class RetentionPeriod : IAppendOnly, IOfWholePark, IHasLabel
{
    private RetentionPeriod() { }

    string IHasLabel.Label => $"{Kind} {Rule} {Months}".TrimEnd();

    public RetentionPeriodId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public RetentionKind Kind { get; private init; }

    /// <summary>Within park and kind, from 1.</summary>
    public int Number { get; private init; }
    public RetentionRule Rule { get; private init; }

    /// <summary>Null but for <see cref="RetentionRule.Months"/>.</summary>
    public int? Months { get; private init; }
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    internal static RetentionPeriod Of(ParkId park, RetentionKind kind, int number, RetentionRule rule, int? months, CurrentUser by, DateTime at) =>
        new() { Id = Platform.Data.Id.New<RetentionPeriodId>(), ParkId = park, Kind = kind, Number = number, Rule = rule, Months = months, By = by.Name, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<RetentionPeriod>
    {
        public void Configure(EntityTypeBuilder<RetentionPeriod> builder)
        {
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.ParkId, x.Kind, x.Number }).IsUnique();
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
