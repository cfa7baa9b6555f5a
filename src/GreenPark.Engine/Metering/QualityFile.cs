using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>Reads <c>quality.csv</c>: the shape of the readings it belongs to, a flag for each reading.</summary>
public static class QualityFile
{
    /// <returns>The readings with their flags; fails where shape, labels or flags do not match.</returns>
    public static Result<ReadingSet> Read(ReadOnlyMemory<byte> bytes, string fileName, ReadingSet readings)
    {
        var text = bytes.Span;
        var header = ReadingsFile.LineEnd(text, 0);
        var names = Encoding.UTF8.GetString(text[..ReadingsFile.TrimReturn(text, 0, header)]).Split(',');
        if (!names.AsSpan(1).SequenceEqual(readings.Points.AsSpan())) return Error.Invalid("quality.other_columns").At(fileName, 1);

        var flags = new byte[readings.ValuesWh.Length];
        var byLabel = Enumerable.Range(0, readings.Labels.Count).ToDictionary(t => Encoding.UTF8.GetString(readings.Labels[t].Span));
        var (found, line) = (0, 1);
        for (var start = header + 1; start < text.Length;)
        {
            line++;
            var end = ReadingsFile.LineEnd(text, start);
            var row = text[start..ReadingsFile.TrimReturn(text, start, end)];
            start = end + 1;
            var comma = row.IndexOf((byte)',');
            // the file may reach beyond the run, as readings may
            if (comma < 0 || !byLabel.TryGetValue(Encoding.UTF8.GetString(row[..comma]), out var interval)) continue;
            found++;
            if (!ReadRow(row[(comma + 1)..], flags.AsSpan(interval * names.Length - interval, names.Length - 1), readings, interval))
                return Error.Invalid("quality.bad_row").At(fileName, line);
        }
        return found == readings.Labels.Count ? readings.WithQuality(flags) : Error.Invalid("quality.other_rows", readings.Labels.Count, found).At(fileName);
    }

    private static bool ReadRow(ReadOnlySpan<byte> cells, Span<byte> flags, ReadingSet readings, int interval)
    {
        var values = readings.ValuesWh.Span.Slice(interval * flags.Length, flags.Length);
        for (var p = 0; p < flags.Length; p++)
        {
            var comma = cells.IndexOf((byte)',');
            var cell = comma < 0 ? cells : cells[..comma];
            if (comma < 0 != (p == flags.Length - 1)) return false;
            if (values[p] == ReadingsTable.Missing ? !cell.IsEmpty : cell is not [(byte)'M' or (byte)'E' or (byte)'X']) return false;
            if (!cell.IsEmpty) flags[p] = cell[0];
            cells = cells[(comma + 1)..];
        }
        return true;
    }
}
