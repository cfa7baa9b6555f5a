using System.Collections.Immutable;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary>Where a reading came from, as <c>quality.csv</c> writes it; 0 stands for a missing one.</summary>
public enum ReadingQuality : byte { Missing = 0, Measured = (byte)'M', Estimated = (byte)'E', Edited = (byte)'X' }

/// <summary>
/// The readings of one run: every interval of its grid, every metering point that has a column. Complete: whatever a metering
/// point must deliver within its dates is there (only the factory methods make one).
/// </summary>
public sealed class ReadingSet
{
    /// <summary>The files the readings came from, where they came from files.</summary>
    private readonly TableLayout? layout;

    private ReadingSet(
        DayGrid grid, ImmutableArray<string> points, ReadOnlyMemory<long> valuesWh, ReadOnlyMemory<byte> quality, IReadOnlyList<ReadOnlyMemory<byte>> labels, TableLayout? layout)
    {
        this.layout = layout;
        Grid = grid;
        Points = points;
        ValuesWh = valuesWh;
        Quality = quality;
        Labels = labels;
    }

    public DayGrid Grid { get; }

    /// <summary>Metering point codes in column order.</summary>
    public ImmutableArray<string> Points { get; }

    /// <summary>Wh, row-major, intervals × points; <see cref="ReadingsTable.Missing"/> only where nothing is needed.</summary>
    public ReadOnlyMemory<long> ValuesWh { get; }

    /// <summary><see cref="ReadingQuality"/> in the same shape, or empty: all measured.</summary>
    public ReadOnlyMemory<byte> Quality { get; }

    /// <summary>Per interval, <c>interval_start</c> as it was read (UTF-8).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Labels { get; }

    public ReadingSet WithQuality(ReadOnlyMemory<byte> quality) =>
        quality.IsEmpty || quality.Length == ValuesWh.Length
            ? new(Grid, Points, ValuesWh, quality, Labels, layout)
            : throw new ArgumentException("Quality flags need the shape of the readings.", nameof(quality));

    /// <summary>From readings files. Without dates the run covers the local days from the first row's to the last row's.</summary>
    public static Result<ReadingSet> From(IReadOnlyList<ReadingsTable> tables, Microgrid microgrid, DateOnly? from = null, DateOnly? to = null)
    {
        var first = from ?? DayGrid.LocalDay(microgrid.TimeZone, tables.Min(t => t.StartUtcSeconds[0]));
        var last = to ?? DayGrid.LocalDay(microgrid.TimeZone, tables.Max(t => t.StartUtcSeconds[^1])).AddDays(1);
        var gridResult = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, first, last);
        if (!gridResult.TryGet(out var grid)) return from is null && to is null ? AtLastRow(gridResult.FirstError, tables) : gridResult.To<ReadingSet>();

        var layout = TableLayout.Of(tables, grid);
        if (layout.Errors.Any) return layout.Errors.ToFailure<ReadingSet>();
        var set = new ReadingSet(grid, [.. layout.Points], layout.ValuesWh, default, layout.Labels, layout);
        return Completeness.Check(set, microgrid, layout) is { Any: true } missing ? missing.ToFailure<ReadingSet>() : set;
    }

    /// <summary>File and line of an interval's row, where the readings came from files.</summary>
    internal Place? PlaceOfRow(int interval) => layout?.PlaceOfRow(Grid.StartUtcSeconds + interval * Grid.IntervalMinutes * 60L);

    /// <summary>Where the dates come from the files alone, a period of centuries is a mistyped last row.</summary>
    private static Error AtLastRow(Error error, IReadOnlyList<ReadingsTable> tables) =>
        error.Code == "run.period_too_long" && tables.MaxBy(t => t.StartUtcSeconds[^1]) is { } table ? error.At(table.FileName, table.Rows + 1, 1) : error;

    /// <summary>From a database: values on the grid, intervals × points row-major, <see cref="ReadingsTable.Missing"/> where there is none.</summary>
    public static Result<ReadingSet> From(DayGrid grid, ImmutableArray<string> points, ReadOnlyMemory<long> valuesWh, ReadOnlyMemory<byte> quality, Microgrid microgrid)
    {
        if (valuesWh.Length != (long)grid.Intervals * points.Length) throw new ArgumentException("Values do not fill the grid.", nameof(valuesWh));
        var set = new ReadingSet(grid, points, valuesWh, quality, grid.Labels(), null);
        return Completeness.Check(set, microgrid, null) is { Any: true } missing ? missing.ToFailure<ReadingSet>() : set;
    }
}
