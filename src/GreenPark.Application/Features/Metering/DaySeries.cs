using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// A local day of a metering point, interval by interval: energy, where each reading came from, and its flag. A day of measured
/// readings without flags, which nearly all are, carries neither of the two.
/// </summary>
internal sealed class DaySeries
{
    private readonly long[] valuesWh;
    private byte[]? quality;
    private string[]? marks;

    private DaySeries(long[] valuesWh, byte[]? quality, string[]? marks) => (this.valuesWh, this.quality, this.marks) = (valuesWh, quality, marks);

    /// <summary>A day of which nothing is known.</summary>
    public static DaySeries Empty(int intervals)
    {
        var values = new long[intervals];
        values.AsSpan().Fill(PackedSeries.Missing);
        return new DaySeries(values, null, null);
    }

    /// <summary>As a row keeps it.</summary>
    public static DaySeries Of(byte[] valuesWh, byte[]? quality, string? marks)
    {
        var values = PackedSeries.Unpack(valuesWh);
        return new DaySeries(values, quality is null ? null : [.. quality], marks is null ? null : IntervalMarks.Read(marks, values.Length));
    }

    public int Intervals => valuesWh.Length;

    public long ValueWh(int interval) => valuesWh[interval];

    public ReadingQuality Quality(int interval) => quality is not null ? (ReadingQuality)quality[interval] : Plain(valuesWh[interval]);

    public string Mark(int interval) => marks?[interval] ?? "";

    public byte[] PackedValues => PackedSeries.Pack(valuesWh);

    /// <summary>Null where all that is there is measured.</summary>
    public byte[]? PackedQuality => quality is not null && Enumerable.Range(0, Intervals).Any(i => Quality(i) != Plain(valuesWh[i])) ? [.. quality] : null;

    /// <summary>Null where there is no flag.</summary>
    public string? PackedMarks => marks is null ? null : IntervalMarks.Write(marks);

    public int Missing => valuesWh.AsSpan().Count(PackedSeries.Missing);

    public long TotalWh
    {
        get
        {
            var total = 0L;
            foreach (var value in valuesWh)
                if (value != PackedSeries.Missing) total = checked(total + value);
            return total;
        }
    }

    /// <summary>Missing values as null.</summary>
    public IReadOnlyList<long?> Values => [.. valuesWh.Select(x => x == PackedSeries.Missing ? (long?)null : x)];

    /// <summary>A letter for each interval: M, E, X, or <c>-</c> for a missing reading.</summary>
    public string Letters => string.Create(Intervals, this, (text, day) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = day.Quality(i) == ReadingQuality.Missing ? '-' : (char)day.Quality(i);
    });

    /// <summary>Puts a reading in its place; a missing one has neither quality nor flag.</summary>
    /// <returns>Whether anything is other than before.</returns>
    public bool Set(int interval, long valueWh, ReadingQuality of, string mark = "")
    {
        if (valueWh == PackedSeries.Missing) (of, mark) = (ReadingQuality.Missing, "");
        else if (of == ReadingQuality.Missing) throw new ArgumentException("A reading that is there is not missing.", nameof(of));
        if (valuesWh[interval] == valueWh && Quality(interval) == of && Mark(interval) == mark) return false;
        if (quality is null && of != Plain(valueWh)) quality = [.. valuesWh.Select(x => (byte)Plain(x))];
        if (quality is not null) quality[interval] = (byte)of;
        valuesWh[interval] = valueWh;
        if (marks is null && mark.Length > 0) marks = IntervalMarks.Read(null, Intervals);
        if (marks is not null) marks[interval] = mark;
        return true;
    }

    private static ReadingQuality Plain(long valueWh) => valueWh == PackedSeries.Missing ? ReadingQuality.Missing : ReadingQuality.Measured;
}
