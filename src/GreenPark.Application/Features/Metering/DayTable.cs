using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>A file's readings cut into days of metering points.</summary>
internal sealed class DayTable
{
    private readonly GridReadings readings;
    private readonly DayGrid grid;
    private readonly Code[] points;
    private readonly long[] energyWh;

    private DayTable(GridReadings readings, DayGrid grid)
    {
        this.readings = readings;
        this.grid = grid;
        points = [.. readings.Points.Select(Code.Of)];
        energyWh = new long[points.Length];
        for (var rows = readings.ValuesWh.Span; !rows.IsEmpty; rows = rows[points.Length..])
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
    public int Points => points.Length;
    public int Rows => readings.Rows;
    public long Readings { get; }
    public long EnergyWh { get; }

    /// <summary>Of one metering point; null where the file has none of it.</summary>
    public long? EnergyWhOf(string point) => Array.IndexOf(points, Code.Of(point)) is >= 0 and var at ? energyWh[at] : null;

    /// <summary>Its energy on each day, null for one without a reading; null where the file has none of it.</summary>
    public IReadOnlyList<long?>? DaysWhOf(string point)
    {
        if (Array.IndexOf(points, Code.Of(point)) is not (>= 0 and var at)) return null;
        var sums = new long?[grid.Days];
        for (var (row, day) = (0, 0); row < readings.Rows; row++)
        {
            var interval = grid.IndexOf(readings.StartUtcSeconds[row]);
            while (interval >= grid.FirstInterval(day + 1)) day++;
            if (readings.ValuesWh.Span[row * points.Length + at] is var value && value != ReadingsTable.Missing) sums[day] = (sums[day] ?? 0) + value;
        }
        return sums;
    }

    /// <summary>The first rows, with the start of the interval in local time.</summary>
    public IEnumerable<(string Label, Func<string, long?> ValueWh)> FirstRows(int most) => Enumerable.Range(0, Math.Min(most, readings.Rows)).Select(row => (
        grid.Label(grid.IndexOf(readings.StartUtcSeconds[row])),
        (Func<string, long?>)(point => Array.IndexOf(points, Code.Of(point)) is >= 0 and var at && readings.ValuesWh.Span[row * points.Length + at] is var value && value != ReadingsTable.Missing ? value : null)));

    public static Result<DayTable> Of(GridReadings readings, string timeZone, int intervalMinutes)
    {
        var grid = DayGrid.Create(timeZone, intervalMinutes,
            DayGrid.LocalDay(timeZone, readings.StartUtcSeconds[0]), DayGrid.LocalDay(timeZone, readings.StartUtcSeconds[^1]).AddDays(1));
        if (grid.IsFailure) return grid.To<DayTable>();
        try
        {
            return new DayTable(readings, grid.Value);
        }
        catch (OverflowException)
        {
            return Error.Invalid("import.energy_too_large");
        }
    }

    /// <param name="Base">The revision it was compared with, 0 for none.</param>
    public sealed record ChangedDay(Code Point, DateOnly Day, int Base, DaySeries Series);

    /// <summary>
    /// Days whose readings, their quality or their flags are new or differ. A file that has part of a day leaves the day's other readings as they were.
    /// </summary>
    public List<ChangedDay> ChangedAgainst(Dictionary<(DateOnly Day, Code Point), ReadingDay> existing)
    {
        var changed = new List<ChangedDay>();
        var row = 0;
        for (var day = 0; day < grid.Days; day++)
        {
            var end = row;
            while (end < readings.Rows && grid.IndexOf(readings.StartUtcSeconds[end]) < grid.FirstInterval(day + 1)) end++;
            for (var point = 0; end > row && point < points.Length; point++)
            {
                var before = existing.GetValueOrDefault((grid.Day(day), points[point]));
                if (Merge(before, day, point, row, end) is { } series) changed.Add(new ChangedDay(points[point], grid.Day(day), before?.Revision ?? 0, series));
            }
            row = end;
        }
        return changed;
    }

    private DaySeries? Merge(ReadingDay? before, int day, int point, int firstRow, int endRow)
    {
        var series = before?.Series ?? DaySeries.Empty(grid.IntervalsOf(day));
        var differs = false;
        for (var row = firstRow; row < endRow; row++)
        {
            var cell = row * points.Length + point;
            var value = readings.ValuesWh.Span[cell];
            if (value == ReadingsTable.Missing) continue;
            var quality = readings.Quality.IsEmpty ? ReadingQuality.Measured : (ReadingQuality)readings.Quality.Span[cell];
            var mark = readings.Marks.IsEmpty ? "" : readings.MarkTexts[readings.Marks.Span[cell]];
            differs |= series.Set(grid.IndexOf(readings.StartUtcSeconds[row]) - grid.FirstInterval(day), value, quality, mark);
        }
        return differs ? series : null;
    }
}
