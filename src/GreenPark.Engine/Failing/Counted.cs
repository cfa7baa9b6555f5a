using System.Globalization;

namespace GreenPark.Engine.Failing;

/// <summary>
/// Fills in counts with the word that goes with them: <c>{0:interval/intervals}</c> is "1 interval" or "30 intervals". All other formats are
/// the culture's. Chinese needs none.
/// </summary>
public sealed class Counted : IFormatProvider, ICustomFormatter
{
    private readonly CultureInfo culture;

    private Counted(CultureInfo culture) => this.culture = culture;

    public static readonly Counted Invariant = new(CultureInfo.InvariantCulture);

    public static Counted In(CultureInfo culture) => culture.Equals(CultureInfo.InvariantCulture) ? Invariant : new Counted(culture);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        // formats of days and numbers have no blank or letter that is not theirs; words are told by their slash
        if (format?.Split('/') is [var one, var many])
        {
            var number = Written(null, arg);
            return $"{number} {(number == "1" ? one : many)}";
        }
        return Written(format, arg);
    }

    private string Written(string? format, object? arg) => arg is IFormattable value ? value.ToString(format, culture) : arg?.ToString() ?? "";
}
