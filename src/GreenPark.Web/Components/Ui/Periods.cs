using System.Globalization;
using GreenPark.Application.Platform.Data;

namespace GreenPark.Web.Components.Ui;

/// <summary>Months, periods and zones as people read them: written the same in both languages.</summary>
public static class Periods
{
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A whole month by its name, any other span by its first and last day.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Day after the last.</param>
    public static string Period(DateOnly from, DateOnly to) => from.Day == 1 && to == from.AddMonths(1)
        ? Month(from)
        : to == from.AddDays(1) ? Figures.Day(from) : $"{Figures.Day(from)} – {Figures.Day(LastDay.Of(to))}";

    public static DateOnly MonthOf(DateOnly day) => day.FirstOfMonth();

    /// <summary>The zone of a column of times: its distance from UTC where that never changes, else its name.</summary>
    public static string? Zone(string zone) => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? null
        : found.GetAdjustmentRules().Any(x => x.DateEnd == DateTime.MaxValue.Date && x.DaylightDelta != TimeSpan.Zero) ? found.Id : Offset(found.BaseUtcOffset);

    /// <summary>Name and distance from UTC at an instant.</summary>
    public static string? ZoneOf(string zone, DateTime utc) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        ? $"{zone} ({Offset(found.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)))})" : null;

    private static string Offset(TimeSpan offset) => $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}";

    /// <summary>The machine may not have the tz database (a small container image); UTC then, which the time says.</summary>
    public static string Instant(DateTime? utc, string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        ? Figures.Instant(utc, found)
        : utc is null ? Figures.Missing : $"{Figures.Instant(utc, TimeZoneInfo.Utc)} UTC";
}
