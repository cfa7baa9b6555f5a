using System.Globalization;

namespace GreenPark.Engine.Evidence;

/// <summary>Times as the evidence writes them: UTC, whole seconds, <c>2026-05-20T09:58:00Z</c>; days <c>2018-01-01</c>.</summary>
public static class EvidenceTime
{
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>The instant without its fraction of a second.</summary>
    /// <exception cref="ArgumentException">The time is not marked as UTC.</exception>
    public static DateTime WholeSecond(DateTime utc) => utc.Kind == DateTimeKind.Utc
        ? utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond))
        : throw new ArgumentException("Evidence holds UTC only.", nameof(utc));

    /// <exception cref="ArgumentException">The time is not marked as UTC.</exception>
    public static string Write(DateTime utc) => WholeSecond(utc).ToString(InstantForm, CultureInfo.InvariantCulture);

    public static string Write(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out DateTime utc) => DateTime.TryParseExact(
        text, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
