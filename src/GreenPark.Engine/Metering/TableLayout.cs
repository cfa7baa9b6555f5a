namespace GreenPark.Engine.Metering;

/// <summary>Files' rows placed on a run's grid, with the way back to file, line and column.</summary>
internal sealed class TableLayout
{
    private readonly IReadOnlyList<ReadingsTable> tables;

    private TableLayout(IReadOnlyList<ReadingsTable> tables, string[] points, ReadOnlyMemory<long> values, ReadOnlyMemory<byte>[] labels)
    {
        this.tables = tables;
        Points = points;
        ValuesWh = values;
        Labels = labels;
    }

    public string[] Points { get; }
    public ReadOnlyMemory<long> ValuesWh { get; }
    public ReadOnlyMemory<byte>[] Labels { get; }
    public ErrorList Errors { get; } = new();

    public static TableLayout Of(IReadOnlyList<ReadingsTable> tables, DayGrid grid) =>
        tables.Count == 1 && Contiguous(tables[0], grid) is { } first ? Slice(tables[0], grid, first) : Merge(tables, grid);

    /// <summary>The file and line of an interval's row, if any file has it; else of the row that follows.</summary>
    public Place PlaceOfRow(long utcSeconds)
    {
        var table = tables[0];
        foreach (var candidate in tables)
            if (RowAt(candidate, utcSeconds) is var row and >= 0) return new Place(candidate.FileName, row + 2);
        var next = ~RowAt(table, utcSeconds);
        return new Place(table.FileName, Math.Min(next, table.Rows - 1) + 2);
    }

    public Place PlaceOfCell(long utcSeconds, string point)
    {
        foreach (var table in tables)
            if (Column(table, point) is var column and >= 0 && RowAt(table, utcSeconds) is var row and >= 0) return table.PlaceOf(row, column);
        return PlaceOfRow(utcSeconds);
    }

    public Place PlaceOfHeader() => new(tables[0].FileName, 1);

    private static TableLayout Slice(ReadingsTable table, DayGrid grid, int first)
    {
        var labels = new ReadOnlyMemory<byte>[grid.Intervals];
        for (var i = 0; i < labels.Length; i++) labels[i] = table.Label(first + i);
        var width = table.Points.Count;
        return new TableLayout([table], [.. table.Points], table.ValuesWh.Slice(first * width, grid.Intervals * width), labels);
    }

    /// <summary>The grid is built where the files fill a good part of it: a long period and a tiny file must not take the memory of years.</summary>
    private const long AlwaysBuilt = 1 << 25, LeastFilled = 4;

    private static TableLayout Merge(IReadOnlyList<ReadingsTable> tables, DayGrid grid)
    {
        string[] points = [.. tables.SelectMany(t => t.Points).Distinct()];
        var cells = grid.Intervals * (long)points.Length;
        if (cells > Math.Max(AlwaysBuilt, LeastFilled * tables.Sum(t => (long)t.ValuesWh.Length)))
        {
            var empty = new TableLayout(tables, points, default, []);
            empty.Errors.Add(Error.Invalid("readings.too_few_rows", tables.Sum(t => (long)t.Rows), grid.Intervals).At(tables[0].FileName));
            return empty;
        }
        var values = new long[grid.Intervals * (long)points.Length];
        values.AsSpan().Fill(ReadingsTable.Missing);
        var layout = new TableLayout(tables, points, values, new ReadOnlyMemory<byte>[grid.Intervals]);
        var positions = points.Index().ToDictionary(p => p.Item, p => p.Index);
        foreach (var table in tables) layout.Take(table, [.. table.Points.Select(p => positions[p])], grid, values);
        return layout;
    }

    private void Take(ReadingsTable table, int[] columns, DayGrid grid, long[] values)
    {
        for (var row = 0; row < table.Rows; row++)
        {
            if (grid.IndexOf(table.StartUtcSeconds[row]) is not (var interval and >= 0)) continue;
            if (Labels[interval].IsEmpty) Labels[interval] = table.Label(row);
            var cells = table.ValuesWh.Span.Slice(row * columns.Length, columns.Length);
            for (var c = 0; c < cells.Length; c++)
            {
                if (cells[c] == ReadingsTable.Missing) continue;
                ref var value = ref values[interval * (long)Points.Length + columns[c]];
                if (value != ReadingsTable.Missing && !Errors.OnlyCounts())
                    Errors.Add(Error.Invalid("readings.cell_twice", Points[columns[c]], grid.Label(interval)) with { Place = table.PlaceOf(row, c) });
                value = cells[c];
            }
        }
    }

    /// <summary>The row of interval 0 where the table holds the grid's rows without a gap; rows ascend, so the last one tells.</summary>
    private static int? Contiguous(ReadingsTable table, DayGrid grid)
    {
        var first = RowAt(table, grid.StartUtcSeconds);
        var last = first + grid.Intervals - 1;
        return first >= 0 && last < table.Rows && table.StartUtcSeconds[last] == grid.StartUtcSeconds + (grid.Intervals - 1) * grid.IntervalMinutes * 60L ? first : null;
    }

    private static int RowAt(ReadingsTable table, long utcSeconds) => Array.BinarySearch((long[])table.StartUtcSeconds, utcSeconds);

    private static int Column(ReadingsTable table, string point)
    {
        for (var c = 0; c < table.Points.Count; c++)
            if (table.Points[c] == point) return c;
        return -1;
    }
}
