using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// The intervals of a span of whole local days, numbered from 0. A day has as many intervals as its local length holds
/// (92 or 100 quarter-hours where clocks change), and intervals follow each other without gap in UTC.
/// Method page, "Quantities". Zones come from the tz database compiled into NodaTime, so that a run does not depend on the machine.
/// </summary>
public sealed class DayGrid
{
    /// <summary>Of a day without a clock change.</summary>
    public const int MinutesOfDay = 24 * 60;

    private readonly DateTimeZone zone;
    private readonly ImmutableArray<int> firstIntervals;

    private DayGrid(DateTimeZone zone, int intervalMinutes, DateOnly from, DateOnly to, long startUtcSeconds, ImmutableArray<int> firstIntervals)
    {
        this.zone = zone;
        this.firstIntervals = firstIntervals;
        IntervalMinutes = intervalMinutes;
        From = from;
        To = to;
        StartUtcSeconds = startUtcSeconds;
    }

    /// <summary>First local day.</summary>
    public DateOnly From { get; }

    /// <summary>The local day after the last one.</summary>
    public DateOnly To { get; }

    public int IntervalMinutes { get; }

    /// <summary>Start of interval 0, seconds since 1970-01-01T00:00:00Z.</summary>
    public long StartUtcSeconds { get; }

    public int Days => firstIntervals.Length - 1;

    public int Intervals => firstIntervals[^1];

    public DateOnly Day(int day) => From.AddDays(day);

    /// <summary>Number of the first interval of a day; of <see cref="Days"/>, the number of all intervals.</summary>
    public int FirstInterval(int day) => firstIntervals[day];

    /// <summary>The days of a range that lie in the grid, counted from <see cref="From"/>; the end is exclusive, and no later than the first where there are none.</summary>
    public (int First, int End) DaysOf(DateRange range) => (
        range.From is { } from ? Math.Clamp(from.DayNumber - From.DayNumber, 0, Days) : 0,
        range.To is { } to ? Math.Clamp(to.DayNumber - From.DayNumber, 0, Days) : Days);

    public int IntervalsOf(int day) => firstIntervals[day + 1] - firstIntervals[day];

    public static bool IsZone(string ianaId) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(ianaId) is not null;

    /// <summary>The grid of <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive) in an IANA zone.</summary>
    /// <returns>Fails where the zone is unknown, the span empty or too long, or a day's length is not a whole number of intervals.</returns>
    public static Result<DayGrid> Create(string timeZone, int intervalMinutes, DateOnly from, DateOnly to)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not { } zone) return Error.Invalid("park.unknown_time_zone", timeZone);
        if (from >= to) return Error.Invalid("run.empty_period", Iso(from), Iso(to));
        if (to.DayNumber - from.DayNumber > 366 * 25 || from.Year < 1900 || to.Year > 9000) return Error.Invalid("run.period_too_long", Iso(from), Iso(to));

        var days = to.DayNumber - from.DayNumber;
        var first = ImmutableArray.CreateBuilder<int>(days + 1);
        first.Add(0);
        var step = intervalMinutes * 60L;
        var start = StartOfDay(zone, from);
        var next = start;
        for (var day = 0; day < days; day++)
        {
            var length = -next + (next = StartOfDay(zone, from.AddDays(day + 1)));
            if (length % step != 0) return Error.Invalid("run.interval_does_not_divide_day", Iso(from.AddDays(day)), timeZone, intervalMinutes);
            first.Add(first[^1] + (int)(length / step));
        }
        return new DayGrid(zone, intervalMinutes, from, to, start, first.MoveToImmutable());
    }

    /// <summary>The interval that starts at an instant, or −1 where the instant lies outside the grid or between two starts.</summary>
    public int IndexOf(long utcSeconds)
    {
        var (index, rest) = Math.DivRem(utcSeconds - StartUtcSeconds, IntervalMinutes * 60L);
        return rest == 0 && index >= 0 && index < Intervals ? (int)index : -1;
    }

    /// <summary>The day, counted from <see cref="From"/>, that an interval belongs to.</summary>
    public int DayOf(int interval)
    {
        var found = firstIntervals.BinarySearch(interval);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Minutes from 00:00 to the interval's start as a clock on the wall shows them; where clocks go back an hour comes twice.</summary>
    public int LocalMinute(int interval)
    {
        var day = DayOf(interval);
        if (IntervalsOf(day) * IntervalMinutes == MinutesOfDay) return (interval - FirstInterval(day)) * IntervalMinutes;
        var local = Instant.FromUnixTimeSeconds(StartUtcSeconds + interval * IntervalMinutes * 60L).InZone(zone).TimeOfDay;
        return local.Hour * 60 + local.Minute;
    }

    /// <summary>The interval's start as ISO 8601 with the zone's offset: <c>2018-01-01T00:15:00+08:00</c>.</summary>
    public string Label(int interval)
    {
        var local = Instant.FromUnixTimeSeconds(StartUtcSeconds + interval * IntervalMinutes * 60L).InZone(zone);
        var minutes = local.Offset.Seconds / 60;
        return string.Create(CultureInfo.InvariantCulture,
            $"{local.LocalDateTime.ToDateTimeUnspecified():yyyy-MM-ddTHH:mm:ss}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
    }

    /// <summary>All labels in UTF-8, as readings files made from a database carry them.</summary>
    public ReadOnlyMemory<byte>[] Labels()
    {
        var labels = new ReadOnlyMemory<byte>[Intervals];
        for (var i = 0; i < labels.Length; i++) labels[i] = Encoding.ASCII.GetBytes(Label(i));
        return labels;
    }

    /// <summary>The local day an instant belongs to in a zone.</summary>
    public static DateOnly LocalDay(string timeZone, long utcSeconds)
    {
        var local = Instant.FromUnixTimeSeconds(utcSeconds).InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date;
        return new DateOnly(local.Year, local.Month, local.Day);
    }

    /// <summary>An instant as the clocks of a zone show it, with its offset.</summary>
    public static DateTimeOffset LocalTime(string timeZone, long utcSeconds) =>
        Instant.FromUnixTimeSeconds(utcSeconds).InZone(DateTimeZoneProviders.Tzdb[timeZone]).ToDateTimeOffset();

    private static long StartOfDay(DateTimeZone zone, DateOnly day) =>
        zone.AtStartOfDay(new LocalDate(day.Year, day.Month, day.Day)).ToInstant().ToUnixTimeSeconds();

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
