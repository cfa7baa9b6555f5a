using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz.Plain;

/// <summary>A cell as the profile's words say it is read, written anew with regular expressions and big integers.</summary>
internal static class PlainNumber
{
    /// <summary>µW or µWh; null where there is no reading.</summary>
    public static BigInteger? Micro(string cell, ImportProfile profile)
    {
        cell = cell.Trim(' ');
        var values = profile.Values;
        if (cell.Length == 0 || values.Sentinels.Any(s => s.Trim() == cell)) return null;
        var mark = Regex.Escape($"{profile.Text.DecimalMark}");
        var whole = profile.Text.ThousandsSeparator is { } t ? $"(?:[0-9]{{1,3}}(?:{Regex.Escape($"{t}")}[0-9]{{3}})+|[0-9]*)" : "[0-9]*";
        var match = Regex.Match(cell, $"^(?<sign>[+-]?)(?<whole>{whole})(?:{mark}(?<part>[0-9]*))?(?:[eE](?<power>[+-]?[0-9]+))?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var digits = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit)) + match.Groups["part"].Value;
        if (!match.Success || cell.EndsWith('\n') || digits.Length == 0) throw new FormatException($"{cell} is no number");
        var power = match.Groups["power"] is { Success: true } p ? int.Parse(p.Value, CultureInfo.InvariantCulture) : 0;

        // digits · 10^(power − decimals) · unit · multiplier · 10^6
        var (times, decimals) = (values.Kind == ValueKind.Register ? 1m : values.Multiplier, 0);
        while (times != decimal.Truncate(times)) (times, decimals) = (times * 10, decimals + 1);
        var unit = values.Unit[0] switch { 'k' => 3, 'M' => 6, _ => 0 };
        var micro = Scaled(BigInteger.Parse(digits, CultureInfo.InvariantCulture) * (BigInteger)times, power - match.Groups["part"].Length + unit + 6 - decimals);
        if (match.Groups["sign"].Value != "-" || digits.All(d => d == '0')) return micro;
        return values.Negative switch
        {
            NegativeValues.Zero when values.Kind != ValueKind.Register => BigInteger.Zero,
            NegativeValues.Missing => null,
            _ => throw new FormatException($"{cell} is below zero"),
        };
    }

    /// <summary>Rounded half to even.</summary>
    public static BigInteger Scaled(BigInteger value, int power)
    {
        if (power >= 0) return value * BigInteger.Pow(10, power);
        var divisor = BigInteger.Pow(10, -power);
        var (whole, rest) = BigInteger.DivRem(value, divisor);
        return (rest * 2).CompareTo(divisor) switch { < 0 => whole, > 0 => whole + 1, _ => whole.IsEven ? whole : whole + 1 };
    }
}
