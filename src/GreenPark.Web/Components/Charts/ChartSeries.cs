using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Components.Charts;

/// <summary>Colours by meaning, so that the sun is the same yellow on every page; the values stand in css/tokens.css.</summary>
public enum Hue { Solar, Wind, Storage, Biomass, Hydro, Grid, Surplus, Attributed, Unattributed, Line }

/// <summary>One line, area or bar of a chart.</summary>
/// <param name="Name">In the reader's language.</param>
/// <param name="Hue">Its colour.</param>
/// <param name="Wh">One value per interval, day or member; null where there is none, drawn as a gap.</param>
public sealed record ChartSeries(string Name, Hue Hue, IReadOnlyList<long?> Wh)
{
    public static ChartSeries Of(string name, Hue hue, ReadOnlySpan<long> wh)
    {
        var values = new long?[wh.Length];
        for (var i = 0; i < values.Length; i++) values[i] = wh[i];
        return new ChartSeries(name, hue, values);
    }

    /// <summary>The sum of a span of values; null where all of them are missing.</summary>
    public long? Sum(int from, int to)
    {
        long? sum = null;
        for (var i = from; i < to; i++)
            if (Wh[i] is { } value) sum = (sum ?? 0) + value;
        return sum;
    }
}

/// <summary>The intervals under a chart: local days, and where in its day each interval starts.</summary>
/// <param name="Days">The local days.</param>
/// <param name="FirstIntervals">Number of each day's first interval, and the number of all at the end.</param>
/// <param name="MinutesOfDay">Local clock time of each interval's start, in minutes; it repeats where clocks go back.</param>
public sealed record ChartDays(IReadOnlyList<DateOnly> Days, IReadOnlyList<int> FirstIntervals, IReadOnlyList<short> MinutesOfDay, int IntervalMinutes)
{
    /// <summary>The same as a clock on the wall shows it: 00:15.</summary>
    public IReadOnlyList<string> Clocks => [.. MinutesOfDay.Select(x => $"{x / 60:00}:{x % 60:00}")];

    public static ChartDays Of(DayGrid grid)
    {
        var minutes = new short[grid.Intervals];
        for (var i = 0; i < minutes.Length; i++)
        {
            var label = grid.Label(i).AsSpan(11, 5);
            minutes[i] = (short)(int.Parse(label[..2]) * 60 + int.Parse(label[3..]));
        }
        return new ChartDays(
            [.. Enumerable.Range(0, grid.Days).Select(grid.Day)], [.. Enumerable.Range(0, grid.Days + 1).Select(grid.FirstInterval)], minutes, grid.IntervalMinutes);
    }
}
