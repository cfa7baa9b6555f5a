using System.Globalization;
using System.Text.RegularExpressions;

namespace GreenPark.Web.Components.Ui;

/// <summary>Text to and from a whole number of 10^-decimals, exactly: "12.5" with 3 decimals is 12500.</summary>
public static partial class ScaledNumber
{
    public static string Format(long value, int decimals) =>
        ((decimal)value / Power(decimals)).ToString(decimals == 0 ? "0" : "0." + new string('#', decimals), CultureInfo.InvariantCulture);

    /// <summary>For reading: with commas between thousands, which <see cref="TryParse"/> takes too.</summary>
    public static string Grouped(long value, int decimals) =>
        ((decimal)value / Power(decimals)).ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), CultureInfo.InvariantCulture);

    public static long Parse(string text, int decimals) =>
        TryParse(text, decimals, out var value) ? value : throw new FormatException($"'{text}' is no number with at most {decimals} decimals.");

    /// <summary>Digits, one point, a sign; spaces and commas only as groups of three. Finer than the unit is refused, not rounded.</summary>
    public static bool TryParse(string text, int decimals, out long value)
    {
        value = 0;
        var trimmed = text.Trim().Replace(" ", "").Replace("\u00a0", "");
        // "1,234.5" is grouped; "12,5" is a decimal comma, and guessing would be wrong by a factor of ten
        if (trimmed.Contains(',') && !Grouped().IsMatch(trimmed)) return false;
        if (!decimal.TryParse(trimmed.Replace(",", ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (Math.Abs(number) > 9_000_000_000_000_000_000m / Power(decimals)) return false;
        var scaled = number * Power(decimals);
        if (scaled != decimal.Truncate(scaled)) return false;
        value = (long)scaled;
        return true;
    }

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$")]
    private static partial Regex Grouped();

    private static decimal Power(int decimals)
    {
        var power = 1m;
        for (var i = 0; i < decimals; i++) power *= 10;
        return power;
    }
}
