using System.Globalization;
using System.Numerics;
using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>Why a text is no amount of energy.</summary>
internal enum AmountFault { None, NotANumber, TooFine, TooLarge }

/// <summary>
/// Decimal digits of a meter's file to whole µJ, exactly: what does not come out whole is refused, never rounded.
/// Digits with one point, which may stand first (<c>.038</c>); no exponent, no spaces, no separators of thousands.
/// </summary>
internal static class DecimalEnergy
{
    private const int MostCharacters = 60;
    private const int DigitsOfLong = 18;

    /// <param name="text">The cell.</param>
    /// <param name="microjoulesOfOne">What one of the file's units is.</param>
    /// <param name="multiplier">CT and PT ratio, above zero.</param>
    /// <param name="microjoules">The energy; below zero where the text has a minus.</param>
    public static AmountFault Parse(ReadOnlySpan<byte> text, long microjoulesOfOne, decimal multiplier, out long microjoules)
    {
        microjoules = 0;
        var negative = text.Length > 1 && text[0] == '-';
        if (negative) text = text[1..];
        if (!IsDecimal(text, out var decimals)) return AmountFault.NotANumber;
        if (text.Length > DigitsOfLong || multiplier != 1) return ParseLong(text, decimals, microjoulesOfOne, multiplier, negative, out microjoules);
        var digits = 0L;
        foreach (var c in text)
            if (c != '.') digits = digits * 10 + (c - '0');
        var (whole, rest) = Int128.DivRem((Int128)digits * microjoulesOfOne, PowerOfTen(decimals));
        if (rest != 0) return AmountFault.TooFine;
        if (whole > long.MaxValue) return AmountFault.TooLarge;
        microjoules = negative ? -(long)whole : (long)whole;
        return AmountFault.None;
    }

    /// <summary>A whole number of units times ten to a power, as Green Button writes it.</summary>
    public static AmountFault Scale(long value, int power, long microjoulesOfOne, long times, decimal multiplier, out long microjoules)
    {
        var product = (BigInteger)value * microjoulesOfOne * times;
        return Whole(power > 0 ? product * BigInteger.Pow(10, power) : product, Math.Max(-power, 0), multiplier, out microjoules);
    }

    private static AmountFault ParseLong(ReadOnlySpan<byte> text, int decimals, long microjoulesOfOne, decimal multiplier, bool negative, out long microjoules)
    {
        var digits = BigInteger.Parse(Encoding.ASCII.GetString(text).Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Whole((negative ? -digits : digits) * microjoulesOfOne, decimals, multiplier, out microjoules);
    }

    private static AmountFault Whole(BigInteger value, int decimals, decimal multiplier, out long microjoules)
    {
        microjoules = 0;
        var scale = (decimal.GetBits(multiplier)[3] >> 16) & 0xFF;
        var whole = BigInteger.DivRem(value * Mantissa(multiplier), BigInteger.Pow(10, decimals + scale), out var rest);
        if (!rest.IsZero) return AmountFault.TooFine;
        if (BigInteger.Abs(whole) > long.MaxValue) return AmountFault.TooLarge;
        microjoules = (long)whole;
        return AmountFault.None;
    }

    /// <summary>A decimal's digits without its point.</summary>
    private static BigInteger Mantissa(decimal value)
    {
        var bits = decimal.GetBits(value);
        return ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text, out int decimals)
    {
        decimals = 0;
        if (text.Length is 0 or > MostCharacters) return false;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && point < 0) point = i;
            else if ((uint)(text[i] - '0') > 9) return false;
        }
        if (point >= 0) decimals = text.Length - point - 1;
        return point != text.Length - 1;   // neither "5." nor "."
    }

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
