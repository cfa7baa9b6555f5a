using NodaTime;

namespace GreenPark.Engine.Intake;

/// <summary>Beginnings of days in a profile's zone, for formats whose days always have 24 hours.</summary>
internal sealed class FixedClock(DateTimeZone zone)
{
    public const int SecondsOfDay = 86_400;

    /// <summary>From a profile's <c>+10:00</c> or IANA zone; null where it is neither.</summary>
    public static FixedClock? Of(string text)
    {
        if (ZoneClock.TryFixed(text, out var seconds)) return new FixedClock(DateTimeZone.ForOffset(Offset.FromSeconds((int)seconds)));
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone ? new FixedClock(zone) : null;
    }

    /// <summary>Seconds since 1970; null for a day that is longer or shorter than 24 hours because the clocks change on it.</summary>
    public long? BeginningOf(DateOnly day)
    {
        var date = new LocalDate(day.Year, day.Month, day.Day);
        var from = zone.AtStartOfDay(date).ToInstant().ToUnixTimeSeconds();
        return zone.AtStartOfDay(date.PlusDays(1)).ToInstant().ToUnixTimeSeconds() - from == SecondsOfDay ? from : null;
    }

    public long? SecondsOf(DateTime local) => BeginningOf(DateOnly.FromDateTime(local)) is { } day ? day + (long)local.TimeOfDay.TotalSeconds : null;
}
