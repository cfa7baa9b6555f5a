using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// The readings of one metering point on one local day, as one revision. The newest revision counts; a run names those it used.
/// A revision comes from one file or from one approved change.
/// </summary>
[RetiresWithMonth(nameof(Day))]
public sealed class ReadingDay : IAppendOnly, IOfWholePark, IOfPark, IOfDay
{
    private ReadingDay() { }

    public MicrogridId MicrogridId { get; private init; }

    /// <summary>The metering point's code.</summary>
    public Code Point { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>From 1.</summary>
    public int Revision { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>The file it was read from; null where a change wrote it.</summary>
    public ReadingImportId? ImportId { get; private init; }

    /// <summary>The change that wrote it; null where it was read from a file.</summary>
    public ReadingChangeId? ChangeId { get; private init; }

    /// <summary>Wh per interval of the day, <see cref="PackedSeries"/>.</summary>
    public byte[] ValuesWh { get; private init; } = [];

    /// <summary>A flag per interval (M, E, X, 0 missing), or null: all that is there is measured.</summary>
    public byte[]? Quality { get; private init; }

    /// <summary>The intervals' flags, <see cref="IntervalMarks"/>, or null: none has one.</summary>
    public string? Marks { get; private init; }

    /// <summary>Sum of the day's readings.</summary>
    [Figure] public long TotalWh { get; private init; }

    /// <summary>Intervals without a reading.</summary>
    public int Missing { get; private init; }

    internal DaySeries Series => DaySeries.Of(ValuesWh, Quality, Marks);

    internal static ReadingDay Of(ReadingImport import, Code point, DateOnly day, int revision, DaySeries series) => new()
    {
        MicrogridId = import.MicrogridId, Point = point, Day = day, Revision = revision, ParkId = import.ParkId, ImportId = import.Id,
        ValuesWh = series.PackedValues, Quality = series.PackedQuality, Marks = series.PackedMarks, TotalWh = series.TotalWh, Missing = series.Missing,
    };

    /// <summary>The revision after the one that the change was proposed on.</summary>
    internal static ReadingDay Of(ReadingChange change, ReadingChangeDay day)
    {
        var series = day.Series;
        return new ReadingDay
        {
            MicrogridId = change.MicrogridId, Point = day.Point, Day = day.Day, Revision = day.BaseRevision + 1, ParkId = change.ParkId, ChangeId = change.Id,
            ValuesWh = day.ValuesWh, Quality = day.Quality, Marks = day.Marks, TotalWh = series.TotalWh, Missing = series.Missing,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingDay>
    {
        public void Configure(EntityTypeBuilder<ReadingDay> builder)
        {
            builder.HasKey(x => new { x.MicrogridId, x.Day, x.Point, x.Revision });
            builder.HasIndex(x => x.ImportId);
            builder.HasIndex(x => x.ChangeId).HasFilter("[ChangeId] IS NOT NULL");   // nearly all days come from files
            builder.HasOne<ReadingImport>().WithMany().HasForeignKey(x => x.ImportId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<ReadingChange>().WithMany().HasForeignKey(x => x.ChangeId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(x => x.HasCheckConstraint("CK_ReadingDays_OneOwner", "([ImportId] IS NULL AND [ChangeId] IS NOT NULL) OR ([ImportId] IS NOT NULL AND [ChangeId] IS NULL)"));
        }
    }
}
