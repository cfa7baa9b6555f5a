using System.Globalization;

namespace GreenPark.Documents.Statements;

/// <summary>
/// How a statement spells its numbers: exact, never rounded, digits in groups of three, a point before decimals, the same
/// in both languages and on every machine.
/// </summary>
internal static class StatementNumbers
{
    /// <summary>What stands where there is no value.</summary>
    public const string None = "–";

    /// <summary>Wh as kWh, or g as kg.</summary>
    public static string Thousandths(long value) => (value / 1000m).ToString("#,##0.000", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>Parts per million as percent.</summary>
    public static string Percent(long? ppm) => ppm is { } value ? (value / 10_000m).ToString("#,##0.0000", CultureInfo.InvariantCulture) + " %" : None;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In UTC, to the second; a time without a kind is UTC.</summary>
    public static string Time(DateTime at) => Utc(at).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static DateTime Utc(DateTime at) => at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);

    /// <summary>A factor's unit as people write it: <c>gCO2e/kWh</c> gives <c>gCO₂e/kWh</c>.</summary>
    public static string Unit(string factorUnit) => factorUnit.Replace("CO2", "CO₂", StringComparison.Ordinal);

    /// <summary>The unit of a mass in kilograms, from a factor's unit: <c>gCO2e/kWh</c> gives <c>kgCO₂e</c>.</summary>
    public static string MassUnit(string factorUnit)
    {
        var mass = Unit(factorUnit).Split('/')[0].Trim();
        return mass.StartsWith('g') ? "k" + mass : "kg";
    }
}
