using GreenPark.Engine.Metering;
using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Estimation;

/// <summary>What is known of a point, in the span and in its past: measured or edited, 0 or more. Estimates are not known, nor is what is in doubt.</summary>
internal sealed class KnownReadings(PointSeries series)
{
    /// <summary>The reading of an interval of the series' grid; of those before it, where the past ends as the series begins.</summary>
    public long? At(int interval)
    {
        if (interval >= series.ValuesWh.Length) return null;
        if (interval >= 0) return Known(series.ValuesWh, series.Quality, series.Doubtful, interval);
        return series.Past is { } past && past.Grid.To == series.Grid.From && past.ValuesWh.Length + interval is var before and >= 0 ? Known(past.ValuesWh, past.Quality, past.Doubtful, before) : null;
    }

    /// <summary>The reading of the interval that starts at an instant.</summary>
    public long? AtInstant(long utcSeconds)
    {
        if (series.Grid.IndexOf(utcSeconds) is var interval and >= 0) return Known(series.ValuesWh, series.Quality, series.Doubtful, interval);
        return series.Past is { } past && past.Grid.IndexOf(utcSeconds) is var before and >= 0 ? Known(past.ValuesWh, past.Quality, past.Doubtful, before) : null;
    }

    /// <summary>The reading at a time of day, in minutes by the clock on the wall; where clocks go back, of the first pass.</summary>
    public long? At(DateOnly day, int minute)
    {
        if (Find(series.Grid, day, minute) is { } interval) return Known(series.ValuesWh, series.Quality, series.Doubtful, interval);
        return series.Past is { } past && Find(past.Grid, day, minute) is { } before ? Known(past.ValuesWh, past.Quality, past.Doubtful, before) : null;
    }

    private static long? Known(long[] values, byte[] quality, bool[] doubtful, int interval) =>
        values[interval] < 0 || (doubtful.Length > 0 && doubtful[interval]) || (quality.Length > 0 && quality[interval] == (byte)ReadingQuality.Estimated) ? null : values[interval];

    private static int? Find(DayGrid grid, DateOnly day, int minute)
    {
        if (day < grid.From || day >= grid.To) return null;
        var number = day.DayNumber - grid.From.DayNumber;
        var first = grid.FirstInterval(number);
        if (grid.IntervalsOf(number) * grid.IntervalMinutes == DayGrid.MinutesOfDay) return first + minute / grid.IntervalMinutes;
        for (var interval = first; interval < grid.FirstInterval(number + 1); interval++)
            if (grid.LocalMinute(interval) == minute) return interval;
        return null;
    }
}
