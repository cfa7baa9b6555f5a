using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>Reads <c>quality.csv</c>: row by row and column by column the shape of the readings file it belongs to, a flag for each reading.</summary>
public static class QualityFile
{
    /// <param name="table">The readings file, which may reach beyond the run.</param>
    /// <param name="readings">The run's readings, all of them from that file.</param>
    /// <returns>The readings with their flags; fails where columns, rows or flags do not match the file's.</returns>
    public static Result<ReadingSet> Read(ReadOnlyMemory<byte> bytes, string fileName, ReadingsTable table, ReadingSet readings)
    {
        var text = bytes.Span;
        var header = Encoding.UTF8.GetBytes($"interval_start,{string.Join(',', table.Points)}\n");
        if (!text.StartsWith(header)) return Error.Invalid("quality.other_columns").At(fileName, 1);

        var width = table.Points.Count;
        var flags = new byte[readings.ValuesWh.Length];
        var ofRow = new byte[width];
        var rest = text[header.Length..];
        var row = 0;
        for (; row < table.Rows && TakeLabel(ref rest, table.Label(row).Span); row++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0 || !ReadFlags(rest[..end], table.ValuesWh.Span.Slice(row * width, width), ofRow)) return Error.Invalid("quality.bad_row").At(fileName, row + 2);
            rest = rest[(end + 1)..];
            if (readings.Grid.IndexOf(table.StartUtcSeconds[row]) is var interval and >= 0) ofRow.CopyTo(flags.AsSpan(interval * width));
        }
        return row == table.Rows && rest.IsEmpty
            ? readings.WithQuality(flags)
            : Error.Invalid("quality.other_rows", table.Rows, row + 2).At(fileName, row + 2);
    }

    /// <summary>Passes over the label where the next row begins with it.</summary>
    private static bool TakeLabel(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> label)
    {
        if (!rest.StartsWith(label)) return false;
        rest = rest[label.Length..];
        return true;
    }

    /// <summary>A comma before each flag; no flag where there is no reading.</summary>
    private static bool ReadFlags(ReadOnlySpan<byte> cells, ReadOnlySpan<long> values, Span<byte> flags)
    {
        for (var p = 0; p < flags.Length; p++)
        {
            if (cells.IsEmpty || cells[0] != ',') return false;
            flags[p] = values[p] == ReadingsTable.Missing || cells.Length < 2 ? (byte)ReadingQuality.Missing : cells[1];
            if (flags[p] is not ((byte)'M' or (byte)'E' or (byte)'X') && values[p] != ReadingsTable.Missing) return false;
            cells = cells[(values[p] == ReadingsTable.Missing ? 1 : 2)..];
        }
        return cells.IsEmpty;
    }
}
