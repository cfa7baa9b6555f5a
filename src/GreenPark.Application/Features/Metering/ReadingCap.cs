using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

/// <summary>A reading that no park can have is a wrong unit. Refused here, for every format, no day can sum up to more than a column holds.</summary>
internal static class ReadingCap
{
    public static Error? Check(GridReadings readings, string timeZone, int intervalMinutes)
    {
        var at = readings.ValuesWh.Span.IndexOfAnyExceptInRange(long.MinValue, FieldRules.MostWatts);
        if (at < 0) return null;
        var (row, point) = (at / readings.Points.Count, at % readings.Points.Count);
        var day = DayGrid.LocalDay(timeZone, readings.StartUtcSeconds[row]);
        var grid = DayGrid.Create(timeZone, intervalMinutes, day, day.AddDays(1));
        return grid.TryGet(out var ofDay)
            ? Error.Invalid("import.reading_too_large", readings.Points[point], ofDay.Label(ofDay.IndexOf(readings.StartUtcSeconds[row])), readings.ValuesWh.Span[at], FieldRules.MostWatts)
            : grid.FirstError;
    }
}
