using System.Globalization;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// ECMAScript's Number::toString with radix 10, which RFC 8785 section 3.2.2.3 prescribes: the shortest digits that
/// read back as the same double, the nearest of these, laid out with or without an exponent by ECMAScript's own rule.
/// </summary>
internal static class EcmaScriptNumber
{
    // Outside 10^-7 < |value| < 10^21 ECMAScript writes an exponent.
    private const int LargestPlainPoint = 21;
    private const int SmallestPlainPoint = -6;

    public static string Format(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        if (value == 0) return "0";
        var (digits, point) = Digits(Shortest(Math.Abs(value)));
        var text = Lay(digits, point);
        return value < 0 ? "-" + text : text;
    }

    /// <summary>
    /// The double that stands for the decimal. One that stands for other digits is refused: a factor must not change
    /// on its way into the evidence.
    /// </summary>
    public static double FromDecimal(decimal value)
    {
        var number = Parse(value.ToString(CultureInfo.InvariantCulture));
        return decimal.TryParse(Format(number), NumberStyles.Float, CultureInfo.InvariantCulture, out var kept) && kept == value
            ? number
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A JSON number would not keep these digits.");
    }

    /// <summary>
    /// The framework's "R" means the same digits, but at two powers of two (2^-25 and 2^-958), where the double below is nearer
    /// than the one above, it stops a digit early and names the neighbour. Those are asked for digit by digit.
    /// </summary>
    private static string Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var decimals = 0; Parse(text) != value; decimals++)
            text = value.ToString($"E{decimals}", CultureInfo.InvariantCulture);
        return text;
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The significant digits, and where the point stands counted from the first of them: 0.digits × 10^point.</summary>
    private static (string Digits, int Point) Digits(string text)
    {
        var exponent = 0;
        if (text.IndexOf('E') is >= 0 and var e)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        var all = dot < 0 ? text : whole + text[(dot + 1)..];
        var significant = all.TrimStart('0');
        var point = whole.Length + exponent - (all.Length - significant.Length);
        return (significant.TrimEnd('0'), point);
    }

    private static string Lay(string digits, int point)
    {
        if (digits.Length <= point && point <= LargestPlainPoint) return digits + new string('0', point - digits.Length);
        if (point is > 0 and <= LargestPlainPoint) return $"{digits[..point]}.{digits[point..]}";
        if (point is > SmallestPlainPoint and <= 0) return $"0.{new string('0', -point)}{digits}";
        var exponent = point - 1;
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }
}
