using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// The readings of one metering point on one local day, as one revision. The newest revision counts; a run names those it used.
/// </summary>
public sealed class ReadingDay : IAppendOnly, IOfPark
{
    private ReadingDay() { }

    public MicrogridId MicrogridId { get; private init; }

    /// <summary>The metering point's code.</summary>
    public Code Point { get; private init; }
    public DateOnly Day { get; private init; }

    /// <summary>From 1.</summary>
    public int Revision { get; private init; }
    public ParkId ParkId { get; private init; }
    public ReadingImportId ImportId { get; private init; }

    /// <summary>Wh per interval of the day, <see cref="PackedSeries"/>.</summary>
    public byte[] ValuesWh { get; private init; } = [];

    /// <summary>A flag per interval (M, E, X, 0 missing), or null: all that is there is measured.</summary>
    public byte[]? Quality { get; private init; }

    /// <summary>Sum of the day's readings.</summary>
    public long TotalWh { get; private init; }

    /// <summary>Intervals without a reading.</summary>
    public int Missing { get; private init; }

    internal static ReadingDay Of(ReadingImport import, Code point, DateOnly day, int revision, ReadOnlySpan<long> values)
    {
        var (total, missing) = (0L, 0);
        foreach (var value in values)
        {
            if (value == PackedSeries.Missing) missing++;
            else total = checked(total + value);
        }
        return new ReadingDay
        {
            MicrogridId = import.MicrogridId, Point = point, Day = day, Revision = revision, ParkId = import.ParkId, ImportId = import.Id,
            ValuesWh = PackedSeries.Pack(values), TotalWh = total, Missing = missing,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingDay>
    {
        public void Configure(EntityTypeBuilder<ReadingDay> builder)
        {
            builder.HasKey(x => new { x.MicrogridId, x.Day, x.Point, x.Revision });
            builder.HasIndex(x => x.ImportId);
            builder.HasOne<ReadingImport>().WithMany().HasForeignKey(x => x.ImportId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
