using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// A reading that no park can have is a wrong unit. Refused here, for every format, no day can sum up to more than a column holds. Of
/// several the earliest is told, and of those the first by code: however the file's columns stand, and whether or not it is read in blocks.
/// </summary>
internal readonly record struct ReadingCap(long StartUtc, string Point, long ValueWh)
{
    public static ReadingCap? FirstBeyond(GridReadings readings)
    {
        var (at, width) = (FirstBeyond(readings.ValuesWh.Span), readings.Points.Count);
        if (at < 0) return null;
        var row = at / width;
        return Enumerable.Range(0, width).Select(x => (Point: readings.Points[x], Wh: readings.ValuesWh.Span[row * width + x]))
            .Where(x => IsBeyond(x.Wh)).OrderBy(x => x.Point, StringComparer.Ordinal).Select(x => new ReadingCap(readings.StartUtcSeconds[row], x.Point, x.Wh)).First();
    }

    public static ReadingCap? FirstBeyond(PlacedReadings readings) => FirstBeyond(readings.EnergyWh.Span) is >= 0 and var at
        ? new ReadingCap(readings.Starts.Span[at], readings.Point, readings.EnergyWh.Span[at]) : null;

    /// <summary>The one of both that is told.</summary>
    public static ReadingCap? FirstOf(ReadingCap? one, ReadingCap? other) =>
        one is not { } x ? other : other is not { } y ? one : (x.StartUtc, string.CompareOrdinal(x.Point, y.Point)).CompareTo((y.StartUtc, 0)) <= 0 ? one : other;

    public Error ToError(string timeZone, int intervalMinutes)
    {
        var day = DayGrid.LocalDay(timeZone, StartUtc);
        var grid = DayGrid.Create(timeZone, intervalMinutes, day, day.AddDays(1));
        return grid.TryGet(out var ofDay)
            ? Error.Invalid("import.reading_too_large", Point, ofDay.Label(ofDay.IndexOf(StartUtc)), ValueWh, FieldRules.MostWatts) : grid.FirstError;
    }

    private static bool IsBeyond(long wh) => wh > FieldRules.MostWatts;

    private static int FirstBeyond(ReadOnlySpan<long> valuesWh) => valuesWh.IndexOfAnyExceptInRange(long.MinValue, FieldRules.MostWatts);
}
