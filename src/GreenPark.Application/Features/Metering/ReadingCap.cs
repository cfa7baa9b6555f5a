using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

/// <summary>A reading that no park can have is a wrong unit. Refused here, for every format, no day can sum up to more than a column holds.</summary>
internal static class ReadingCap
{
    public static Error? Check(GridReadings readings, string timeZone, int intervalMinutes)
    {
        var at = FirstBeyond(readings.ValuesWh.Span);
        if (at < 0) return null;
        var (row, point) = (at / readings.Points.Count, at % readings.Points.Count);
        return ErrorOf(readings.Points[point], readings.StartUtcSeconds[row], readings.ValuesWh.Span[at], timeZone, intervalMinutes);
    }

    public static Error? Check(PlacedReadings readings, string timeZone, int intervalMinutes) => FirstBeyond(readings.EnergyWh.Span) is >= 0 and var at
        ? ErrorOf(readings.Point, readings.Starts.Span[at], readings.EnergyWh.Span[at], timeZone, intervalMinutes) : null;

    private static int FirstBeyond(ReadOnlySpan<long> valuesWh) => valuesWh.IndexOfAnyExceptInRange(long.MinValue, FieldRules.MostWatts);

    private static Error ErrorOf(string point, long startUtc, long valueWh, string timeZone, int intervalMinutes)
    {
        var day = DayGrid.LocalDay(timeZone, startUtc);
        var grid = DayGrid.Create(timeZone, intervalMinutes, day, day.AddDays(1));
        return grid.TryGet(out var ofDay)
            ? Error.Invalid("import.reading_too_large", point, ofDay.Label(ofDay.IndexOf(startUtc)), valueWh, FieldRules.MostWatts) : grid.FirstError;
    }
}
