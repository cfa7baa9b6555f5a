using System.Globalization;

namespace GreenPark.Application.Features.Metering;

/// <summary>An instant as a sentence names it to people of a park: on the clock on their wall, with its zone.</summary>
internal static class LocalTime
{
    public static string Of(DateTime utc, string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
        ? $"{Written(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone))} ({timeZone})" : $"{Written(utc)} UTC";

    private static string Written(DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
