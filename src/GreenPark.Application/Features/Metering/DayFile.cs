using System.Buffers.Binary;
using System.Text;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Days of a file that does not fit into memory: packed in a temporary file as its metering points come, one after the other, and taken
/// out by day, in the order in which the table keeps them.
/// </summary>
internal sealed class DayFile(Stream file, string timeZone, int intervalMinutes) : FileDays
{
    private const int BufferBytes = 1 << 20, HeadBytes = 12;

    private readonly List<Entry> entries = [];
    private readonly List<(Code Code, long EnergyWh)> points = [];
    private readonly byte[] buffer = new byte[BufferBytes];
    private int buffered;
    private long written;
    private DayGrid? grid;
    private IReadOnlyList<long> starts = [];
    private Dictionary<Code, long?[]>? daysWh;
    private (long Readings, Int128 EnergyWh) sums;
    private ReadingCap? beyond;

    private readonly record struct Entry(int Day, int Point, long Offset);

    public override DateOnly From => grid!.From;
    public override DateOnly To => grid!.To;
    public override int Points => points.Count;
    public override int Rows => starts.Count;
    public override long Readings => sums.Readings;
    public override long EnergyWh => (long)sums.EnergyWh;

    /// <summary>The next metering point.</summary>
    public void Take(PlacedReadings readings)
    {
        beyond = ReadingCap.FirstOf(beyond, ReadingCap.FirstBeyond(readings));
        var all = readings.Starts.Span;
        var (point, sum) = (points.Count, Int128.Zero);
        // a span that no grid holds is told by Finish, of the file as a whole
        if (all.Length > 0 && GridOf(all[0], all[^1]) is { } days)
        {
            for (var (i, day) = (0, 0); i < all.Length; day++)
            {
                var (first, end) = (days.FirstInterval(day), days.FirstInterval(day + 1));
                if (days.IndexOf(all[i]) >= end) continue;
                var series = DaySeries.Empty(end - first);
                for (; i < all.Length && days.IndexOf(all[i]) is var interval && interval < end; i++)
                {
                    var quality = readings.Quality.IsEmpty ? ReadingQuality.Measured : (ReadingQuality)readings.Quality.Span[i];
                    series.Set(interval - first, readings.EnergyWh.Span[i], quality, readings.Marks.IsEmpty ? "" : readings.MarkTexts[readings.Marks.Span[i]]);
                    sum += readings.EnergyWh.Span[i];
                }
                entries.Add(new Entry(days.Day(day).DayNumber, point, written + buffered));
                Write(series);
            }
        }
        points.Add((Code.Of(readings.Point), sum > long.MaxValue ? long.MaxValue : (long)sum));
        sums = (sums.Readings + all.Length, sums.EnergyWh + sum);
    }

    /// <summary>All of them were given.</summary>
    /// <param name="rows">Starts of the file's rows, of which there is one at least.</param>
    public Error? Finish(IReadOnlyList<long> rows)
    {
        if (beyond is { } tooLarge) return tooLarge.ToError(timeZone, intervalMinutes);
        Flush();
        starts = rows;
        var whole = DayGrid.Create(timeZone, intervalMinutes, DayGrid.LocalDay(timeZone, rows[0]), DayGrid.LocalDay(timeZone, rows[^1]).AddDays(1));
        if (!whole.TryGet(out grid)) return whole.FirstError;
        if (sums.EnergyWh > long.MaxValue) return Error.Invalid("import.energy_too_large");
        entries.Sort((x, y) => x.Day != y.Day ? x.Day.CompareTo(y.Day) : x.Point.CompareTo(y.Point));
        return null;
    }

    public override long? EnergyWhOf(string point) => points.FindIndex(x => x.Code == Code.Of(point)) is >= 0 and var at ? points[at].EnergyWh : null;

    public override IReadOnlyList<long?>? DaysWhOf(string point)
    {
        if (daysWh is null)
        {
            daysWh = points.ToDictionary(x => x.Code, _ => new long?[grid!.Days]);
            foreach (var day in Days()) daysWh[day.Point][day.Day.DayNumber - From.DayNumber] = day.Series.TotalWh;
        }
        return daysWh.GetValueOrDefault(Code.Of(point));
    }

    public override IEnumerable<(string Label, Func<string, long?> ValueWh)> FirstRows(int most)
    {
        int[] rows = [.. starts.Take(most).Select(grid!.IndexOf)];
        var days = rows.Select(grid.DayOf).Distinct().ToDictionary(x => x, day => Days(grid.Day(day), grid.Day(day)).ToDictionary(x => x.Point, x => x.Series));
        return rows.Select(row => (grid.Label(row), (Func<string, long?>)(point =>
            days[grid.DayOf(row)].TryGetValue(Code.Of(point), out var series) && series.ValueWh(row - grid.FirstInterval(grid.DayOf(row))) is var value && value != PackedSeries.Missing ? value : null)));
    }

    protected override IEnumerable<OfDay> Days() => Days(From, To);

    public override void Dispose() => file.Dispose();

    private IEnumerable<OfDay> Days(DateOnly first, DateOnly last)
    {
        foreach (var entry in entries)
        {
            if (entry.Day > last.DayNumber) break;
            if (entry.Day >= first.DayNumber) yield return new OfDay(points[entry.Point].Code, DateOnly.FromDayNumber(entry.Day), Read(entry.Offset));
        }
    }

    /// <summary>Most metering points of a file have the same span.</summary>
    private DayGrid? GridOf(long firstUtc, long lastUtc)
    {
        var (from, to) = (DayGrid.LocalDay(timeZone, firstUtc), DayGrid.LocalDay(timeZone, lastUtc).AddDays(1));
        if (grid?.From != from || grid.To != to) grid = DayGrid.Create(timeZone, intervalMinutes, from, to) is { IsSuccess: true } made ? made.Value : null;
        return grid;
    }

    private void Write(DaySeries series)
    {
        var (values, quality, marks) = (series.PackedValues, series.PackedQuality ?? [], Encoding.UTF8.GetBytes(series.PackedMarks ?? ""));
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, values.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], quality.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], marks.Length);
        Append(head);
        Append(values);
        Append(quality);
        Append(marks);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (buffered + bytes.Length > buffer.Length) Flush();
        if (bytes.Length > buffer.Length)
        {
            file.Write(bytes);
            written += bytes.Length;
            return;
        }
        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    private void Flush()
    {
        file.Write(buffer.AsSpan(0, buffered));
        (written, buffered) = (written + buffered, 0);
    }

    private DaySeries Read(long offset)
    {
        // most days are short: one look gets the whole of it
        Span<byte> some = stackalloc byte[1024];
        file.Position = offset;
        some = some[..file.ReadAtLeast(some, HeadBytes)];
        var (values, quality, marks) = (BinaryPrimitives.ReadInt32LittleEndian(some), BinaryPrimitives.ReadInt32LittleEndian(some[4..]), BinaryPrimitives.ReadInt32LittleEndian(some[8..]));
        var length = HeadBytes + values + quality + marks;
        if (length > some.Length)
        {
            some = new byte[length];
            file.Position = offset;
            file.ReadExactly(some);
        }
        var rest = some[HeadBytes..length];
        return DaySeries.Of([.. rest[..values]], quality == 0 ? null : [.. rest.Slice(values, quality)], marks == 0 ? null : Encoding.UTF8.GetString(rest[(values + quality)..]));
    }
}
