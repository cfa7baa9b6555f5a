using System.Globalization;
using NodaTime;

namespace GreenPark.Engine.Intake;

/// <summary>How a local time was turned into an instant.</summary>
internal enum ClockReading { Plain, Repeated, Skipped }

/// <summary>
/// Local time to UTC: a fixed offset, or an IANA zone with its clock changes. A local time that occurs twice is told apart by the row
/// before it; a time the clocks passed over names no instant.
/// </summary>
internal sealed class ZoneClock
{
    private readonly DateTimeZone? zone;
    private readonly long offset;
    private readonly int endSeconds;
    private (long From, long To, long Offset) plain = (0, -1, 0);

    /// <param name="endSeconds">Length of the interval whose end a stamp names; 0 where stamps name its start.</param>
    public ZoneClock(string name, int endSeconds)
    {
        this.endSeconds = endSeconds;
        if (TryFixed(name, out offset)) return;
        zone = DateTimeZoneProviders.Tzdb[name];
    }

    /// <summary>Where a repeated time was told last: the instant at which clocks went back, and by how many seconds.</summary>
    public (long Change, int Seconds) Doubled { get; private set; }

    /// <summary>Whether clocks are changed between two instants.</summary>
    public bool ChangesWithin(long fromUtc, long toUtc) =>
        zone is not null && zone.GetZoneIntervals(Instant.FromUnixTimeSeconds(fromUtc), Instant.FromUnixTimeSeconds(toUtc)).Select(i => i.WallOffset).Distinct().Count() > 1;

    public static bool IsZone(string name) => TryFixed(name, out _) || (name.Length > 0 && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null);

    /// <param name="local">Local seconds since 1970-01-01T00:00:00.</param>
    /// <param name="previous">UTC seconds of the row before, in the order of time; null for the first.</param>
    public ClockReading ToUtc(long local, long? previous, out long utc)
    {
        if (zone is null)
        {
            utc = local - offset;
            return ClockReading.Plain;
        }
        if (local >= plain.From && local < plain.To)
        {
            utc = local - plain.Offset;
            return ClockReading.Plain;
        }
        return Ask(local, previous, out utc);
    }

    private ClockReading Ask(long local, long? previous, out long utc)
    {
        var map = zone!.MapLocal(LocalDateTime.FromDateTime(DateTime.UnixEpoch.AddSeconds(local)));
        var (early, late) = (map.EarlyInterval.WallOffset.Seconds, map.LateInterval.WallOffset.Seconds);
        switch (map.Count)
        {
            case 0:
                // the end of the last interval before the clocks went forward may be written in the old time
                utc = map.EarlyInterval.End.ToUnixTimeSeconds();
                return endSeconds > 0 && local - early == utc ? ClockReading.Plain : ClockReading.Skipped;
            case 2:
                utc = local - early;
                Doubled = (map.EarlyInterval.End.ToUnixTimeSeconds(), early - late);
                if (previous is { } before && before >= utc && before < utc + 2 * (early - late)) utc = local - late;
                return ClockReading.Repeated;
            default:
                utc = local - early;
                // the end of the last interval before the clocks went back may be written in the old time
                if (endSeconds > 0 && map.EarlyInterval.HasStart && previous is { } last
                    && map.EarlyInterval.Start.ToUnixTimeSeconds() is var change && last + endSeconds == change
                    && local == change + zone.GetUtcOffset(Instant.FromUnixTimeSeconds(change - 1)).Seconds && utc > change)
                    utc = change;
                else
                    RememberDay(local);
                return ClockReading.Plain;
        }
    }

    /// <summary>The local hours around a time, a day at most, in which one offset holds and no local time is special.</summary>
    private void RememberDay(long local)
    {
        var day = local - Modulo(local, 86_400);
        var (first, last) = (Of(day - 1), Of(day + 86_400));
        if (first == last && first is { } known) plain = (day, day + 86_400, known);

        long? Of(long seconds) =>
            zone!.MapLocal(LocalDateTime.FromDateTime(DateTime.UnixEpoch.AddSeconds(seconds))) is { Count: 1 } map
                && map.EarlyInterval.Contains(Instant.FromUnixTimeSeconds(day - map.EarlyInterval.WallOffset.Seconds - 7200))
                && map.EarlyInterval.Contains(Instant.FromUnixTimeSeconds(day + 86_400 - map.EarlyInterval.WallOffset.Seconds + 7200))
                ? map.EarlyInterval.WallOffset.Seconds : null;
    }

    private static long Modulo(long value, long by) => (value % by + by) % by;

    /// <summary>An offset of at most 18 hours, or <c>Z</c>.</summary>
    public static bool TryFixed(string name, out long seconds)
    {
        seconds = 0;
        if (name == "Z") return true;
        if (name.Length != 6 || name[0] is not ('+' or '-') || name[3] != ':') return false;
        if (!int.TryParse(name.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(name.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || hours > 18 || minutes > 59 || (hours == 18 && minutes > 0)) return false;
        seconds = (hours * 3600 + minutes * 60) * (name[0] == '-' ? -1 : 1);
        return true;
    }
}
