using GreenPark.Engine.Intake;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary><see cref="ReadingsFile"/> of a <see cref="LargeFile"/>.</summary>
public static class LargeReadingsFile
{
    private const int HeaderBytes = 1 << 20;

    /// <param name="columns">As for <see cref="ReadingsFile.Read"/>.</param>
    /// <param name="take">Is given the metering points one after the other, in column order.</param>
    public static Result<LargeReadings> Read(LargeFile file, Microgrid microgrid, IReadOnlyDictionary<string, string?>? columns, Action<PlacedReadings> take)
    {
        var head = LargeText.HeadOf(file);
        if (ReadingsFile.NotText(head) is { Code: "readings.is_archive" or "readings.utf16" } other) return other.At(file.Name);
        if (head.AsSpan().TrimStart("\uFEFF"u8).IsEmpty && file.Length <= head.Length) return Error.Invalid("readings.empty").At(file.Name);
        var skipped = head.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var scan = TextScan.Of(() => LargeText.From(file, skipped), file, utf8: true);
        if (scan.Zero is not null) return Error.Invalid("readings.binary").At(file.Name);
        if (scan.Invalid is { } invalid) return Error.Invalid("readings.not_utf8") with { Place = invalid };
        if (scan.LongLine is { } line) return Error.Invalid("intake.line_too_long", RowBlocks.MostBytes >> 20).At(file.Name, line, 1);

        using var text = LargeText.From(file, skipped);
        var blocks = new RowBlocks(text, scan.Length, file.BlockBytes, null, file.Stop);
        var errors = new ErrorList();
        // nearly all headers are short, and the room for a long one would be kept
        var ahead = blocks.Ahead(HeaderBytes).Span;
        if (!ahead.Contains((byte)'\n')) ahead = blocks.Ahead(ReadingsFile.MaxHeaderBytes + 1024).Span;
        var headerEnd = ReadingsFile.LineEnd(ahead, 0);
        if (ReadingsFile.ReadHeader(ahead[..ReadingsFile.TrimReturn(ahead, 0, headerEnd)], file.Name, microgrid, columns, errors) is not { } points) return errors.ToFailure<LargeReadings>();
        blocks.Skip(Math.Min(headerEnd + 1, ahead.Length));
        var rows = new RowReader(file.Name, points, microgrid, errors, new Spill(file.Spill, file.BufferBytes, file.Stop));
        rows.ReadAll(blocks);
        if (errors.Any) return errors.ToFailure<LargeReadings>();
        GivePoints(rows, file, take);
        return new LargeReadings(file.Name, rows.Points, rows.Starts, []);
    }

    /// <summary>Some columns of all rows at a time, as many as there is memory for.</summary>
    private static void GivePoints(RowReader rows, LargeFile file, Action<PlacedReadings> take)
    {
        var (width, all) = ((int)Math.Clamp(file.BufferBytes / (8L * rows.Starts.Count), 1, Math.Max(1, rows.Points.Length)), rows.Starts.ToArray());
        var (values, starts, energyWh) = (Array.Empty<long>(), new long[all.Length], new long[all.Length]);
        for (var first = 0; first < rows.Points.Length; first += width)
        {
            file.Stop.ThrowIfCancellationRequested();
            var count = Math.Min(width, rows.Points.Length - first);
            if (values.Length != count * all.Length) values = new long[count * all.Length];
            rows.Spilled!.Read(first, count, values);
            for (var c = 0; c < count; c++) take(Point(rows.Points[first + c], all, values.AsSpan(c), count, starts, energyWh));
        }
    }

    private static PlacedReadings Point(string point, long[] all, ReadOnlySpan<long> values, int width, long[] starts, long[] energyWh)
    {
        var kept = 0;
        for (var row = 0; row < all.Length; row++)
        {
            if (values[row * width] is var value && value == ReadingsTable.Missing) continue;
            (starts[kept], energyWh[kept]) = (all[row], value);
            kept++;
        }
        return new PlacedReadings(point, starts.AsMemory(0, kept), energyWh.AsMemory(0, kept), default, default, [""]);
    }
}
