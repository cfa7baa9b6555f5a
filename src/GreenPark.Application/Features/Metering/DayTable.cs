using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>A readings file cut into days of metering points.</summary>
internal sealed class DayTable
{
    private readonly ReadingsTable table;
    private readonly DayGrid grid;
    private readonly Code[] points;
    private readonly long[] energyWh;

    private DayTable(ReadingsTable table, DayGrid grid)
    {
        this.table = table;
        this.grid = grid;
        points = [.. table.Points.Select(Code.Of)];
        energyWh = new long[points.Length];
        for (var rows = table.ValuesWh.Span; !rows.IsEmpty; rows = rows[points.Length..])
            for (var point = 0; point < energyWh.Length; point++)
            {
                if (rows[point] is var value && value == ReadingsTable.Missing) continue;
                Readings++;
                EnergyWh = checked(EnergyWh + value);
                energyWh[point] += value;
            }
    }

    public DateOnly From => grid.From;
    public DateOnly To => grid.To;
    public long Readings { get; }
    public long EnergyWh { get; }

    /// <summary>Of one metering point; null where the file has none of it.</summary>
    public long? EnergyWhOf(string point) => Array.IndexOf(points, Code.Of(point)) is >= 0 and var at ? energyWh[at] : null;

    public static Result<DayTable> Of(ReadingsTable table, string timeZone, int intervalMinutes)
    {
        var grid = DayGrid.Create(timeZone, intervalMinutes,
            DayGrid.LocalDay(timeZone, table.StartUtcSeconds[0]), DayGrid.LocalDay(timeZone, table.StartUtcSeconds[^1]).AddDays(1));
        if (grid.IsFailure) return grid.To<DayTable>();
        try
        {
            return new DayTable(table, grid.Value);
        }
        catch (OverflowException)
        {
            return Error.Invalid("import.energy_too_large");
        }
    }

    public sealed record ChangedDay(Code Point, DateOnly Day, int Revision, long[] Values);

    /// <summary>
    /// Days whose readings are new or differ. A file that has part of a day leaves the day's other readings as they were.
    /// </summary>
    public List<ChangedDay> ChangedAgainst(Dictionary<(DateOnly Day, Code Point), ReadingDay> existing)
    {
        var changed = new List<ChangedDay>();
        var row = 0;
        for (var day = 0; day < grid.Days; day++)
        {
            var end = row;
            while (end < table.Rows && grid.IndexOf(table.StartUtcSeconds[end]) < grid.FirstInterval(day + 1)) end++;
            for (var point = 0; end > row && point < points.Length; point++)
            {
                var before = existing.GetValueOrDefault((grid.Day(day), points[point]));
                if (Merge(before, day, point, row, end) is { } values) changed.Add(new ChangedDay(points[point], grid.Day(day), (before?.Revision ?? 0) + 1, values));
            }
            row = end;
        }
        return changed;
    }

    private long[]? Merge(ReadingDay? before, int day, int point, int firstRow, int endRow)
    {
        var values = new long[grid.IntervalsOf(day)];
        values.AsSpan().Fill(PackedSeries.Missing);
        if (before is not null) PackedSeries.Unpack(before.ValuesWh, values, 1);
        var differs = false;
        for (var row = firstRow; row < endRow; row++)
        {
            var value = table.ValuesWh.Span[row * points.Length + point];
            ref var held = ref values[grid.IndexOf(table.StartUtcSeconds[row]) - grid.FirstInterval(day)];
            if (value == ReadingsTable.Missing || value == held) continue;
            held = value;
            differs = true;
        }
        return differs ? values : null;
    }
}
