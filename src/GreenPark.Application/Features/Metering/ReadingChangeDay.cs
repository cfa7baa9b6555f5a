using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Metering;

/// <summary>A day of a metering point as a change wants it: all its intervals, those that stay as they are included.</summary>
[RetiresWithMonth(nameof(Day), "ReadingChanges", nameof(ChangeId))]
public sealed class ReadingChangeDay : IAppendOnly, IOfWholePark, IOfPark, IOfDay
{
    private ReadingChangeDay() { }

    public ReadingChangeId ChangeId { get; private init; }

    /// <summary>The metering point's code.</summary>
    public Code Point { get; private init; }
    public DateOnly Day { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>The revision it was proposed on, 0 for none; it can be approved as long as that is the newest.</summary>
    public int BaseRevision { get; private init; }

    /// <summary>As in <see cref="ReadingDay"/>.</summary>
    public byte[] ValuesWh { get; private init; } = [];
    public byte[]? Quality { get; private init; }
    public string? Marks { get; private init; }

    internal DaySeries Series => DaySeries.Of(ValuesWh, Quality, Marks);

    internal static ReadingChangeDay Of(ReadingChange change, ProposedDay day) => new()
    {
        ChangeId = change.Id, Point = day.Point, Day = day.Day, ParkId = change.ParkId, BaseRevision = day.BaseRevision,
        ValuesWh = day.Series.PackedValues, Quality = day.Series.PackedQuality, Marks = day.Series.PackedMarks,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingChangeDay>
    {
        public void Configure(EntityTypeBuilder<ReadingChangeDay> builder)
        {
            builder.HasKey(x => new { x.ChangeId, x.Day, x.Point });
            builder.HasOne<ReadingChange>().WithMany().HasForeignKey(x => x.ChangeId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <param name="BaseRevision">The newest revision when it was proposed, 0 for none.</param>
internal sealed record ProposedDay(Code Point, DateOnly Day, int BaseRevision, DaySeries Series);
