using System.Globalization;

namespace GreenPark.Web.Components.Ui;

/// <summary>
/// Whole Wh, grams and ppm as people read them: grouped and rounded (half away from zero) for display, exact on demand. Nothing
/// here is calculated with afterwards. A missing value is "–", never 0.
/// </summary>
public static class Figures
{
    public const string Missing = "–";

    public static string Kwh(long? wh, int decimals = 0) => Scaled(wh, 1_000m, decimals);
    public static string Mwh(long? wh, int decimals = 1) => Scaled(wh, 1_000_000m, decimals);
    public static string Kg(long? grams, int decimals = 0) => Scaled(grams, 1_000m, decimals);
    public static string Tonnes(long? grams, int decimals = 2) => Scaled(grams, 1_000_000m, decimals);
    public static string Kw(long? watts, int decimals = 0) => Scaled(watts, 1_000m, decimals);
    public static string Percent(long? ppm, int decimals = 1) => ppm is null ? Missing : Scaled(ppm, 10_000m, decimals) + "%";
    public static string Count(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A difference says its direction: "+1.500", "−0.250"; 0 has none.</summary>
    public static string Signed(long? value, decimal unit, int decimals) =>
        value is null ? Missing : value == 0 ? "0" : (value > 0 ? "+" : "−") + Scaled(Math.Abs(value.Value), unit, decimals);

    /// <summary>For the title attribute: every digit, "1,234.567 kWh".</summary>
    public static string? ExactKwh(long? wh) => wh is null ? null : $"{Scaled(wh, 1_000m, 3)} kWh";
    public static string? ExactTonnes(long? grams) => grams is null ? null : $"{Scaled(grams, 1_000_000m, 6)} t";

    /// <summary>Days are written the same in both languages, in the form that no reader mistakes.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A UTC instant in the zone of the park.</summary>
    public static string Instant(DateTime? utc, TimeZoneInfo zone) => utc is null
        ? Missing
        : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc.Value, DateTimeKind.Utc), zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A file's size in binary units; a limit that is round in decimal ones, in those.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        > 0 when bytes % 1_000_000_000 == 0 => $"{Count(bytes / 1_000_000_000)} GB",
        > 0 when bytes % 1_000_000 == 0 => $"{Count(bytes / 1_000_000)} MB",
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => $"{Scaled(bytes, 1 << 10, 0)} KiB",
        < 1 << 30 => $"{Scaled(bytes, 1 << 20, 1)} MiB",
        _ => $"{Scaled(bytes, 1 << 30, 2)} GiB",
    };

    private static string Scaled(long? value, decimal unit, int decimals) =>
        value is null ? Missing : (value.Value / unit).ToString($"N{decimals}", CultureInfo.CurrentCulture);
}
