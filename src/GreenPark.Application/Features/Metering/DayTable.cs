using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>Days of a file that is in memory.</summary>
internal sealed class DayTable : FileDays
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
        var (count, sum) = (0L, 0L);
        for (var rows = readings.ValuesWh.Span; !rows.IsEmpty; rows = rows[points.Length..])
            for (var point = 0; point < energyWh.Length; point++)
            {
                if (rows[point] is var value && value == ReadingsTable.Missing) continue;
                count++;
                sum = checked(sum + value);
                energyWh[point] += value;
            }
        (Readings, EnergyWh) = (count, sum);
    }

    public override DateOnly From => grid.From;
    public override DateOnly To => grid.To;
    public override int Points => points.Length;
    public override int Rows => readings.Rows;
    public override long Readings { get; }
    public override long EnergyWh { get; }

    public override long? EnergyWhOf(string point) => Array.IndexOf(points, Code.Of(point)) is >= 0 and var at ? energyWh[at] : null;

    public override IReadOnlyList<long?>? DaysWhOf(string point)
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

    public override IEnumerable<(string Label, Func<string, long?> ValueWh)> FirstRows(int most) => Enumerable.Range(0, Math.Min(most, readings.Rows)).Select(row => (
        grid.Label(grid.IndexOf(readings.StartUtcSeconds[row])),
        (Func<string, long?>)(point => Array.IndexOf(points, Code.Of(point)) is >= 0 and var at && readings.ValuesWh.Span[row * points.Length + at] is var value && value != ReadingsTable.Missing ? value : null)));

    public static Result<FileDays> Of(GridReadings readings, string timeZone, int intervalMinutes)
    {
        var grid = DayGrid.Create(timeZone, intervalMinutes,
            DayGrid.LocalDay(timeZone, readings.StartUtcSeconds[0]), DayGrid.LocalDay(timeZone, readings.StartUtcSeconds[^1]).AddDays(1));
        if (grid.IsFailure) return grid.To<FileDays>();
        try
        {
            return new DayTable(readings, grid.Value);
        }
        catch (OverflowException)
        {
            return Error.Invalid("import.energy_too_large");
        }
    }

    protected override IEnumerable<OfDay> Days()
    {
        var row = 0;
        for (var day = 0; day < grid.Days; day++)
        {
            var end = row;
            while (end < readings.Rows && grid.IndexOf(readings.StartUtcSeconds[end]) < grid.FirstInterval(day + 1)) end++;
            for (var point = 0; end > row && point < points.Length; point++)
                if (Series(day, point, row, end) is { } series) yield return new OfDay(points[point], grid.Day(day), series);
            row = end;
        }
    }

    /// <summary>Null where there is no reading.</summary>
    private DaySeries? Series(int day, int point, int firstRow, int endRow)
    {
        DaySeries? series = null;
        for (var row = firstRow; row < endRow; row++)
        {
            var cell = row * points.Length + point;
            var value = readings.ValuesWh.Span[cell];
            if (value == ReadingsTable.Missing) continue;
            var quality = readings.Quality.IsEmpty ? ReadingQuality.Measured : (ReadingQuality)readings.Quality.Span[cell];
            var mark = readings.Marks.IsEmpty ? "" : readings.MarkTexts[readings.Marks.Span[cell]];
            (series ??= DaySeries.Empty(grid.IntervalsOf(day))).Set(grid.IndexOf(readings.StartUtcSeconds[row]) - grid.FirstInterval(day), value, quality, mark);
        }
        return series;
    }
}
