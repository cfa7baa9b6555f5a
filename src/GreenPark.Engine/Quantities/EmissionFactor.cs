using System.Globalization;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// An emission factor in g/kWh with at most four decimals, held exactly as a count of 0.0001 g/kWh; never negative.
/// Wh times <see cref="Units"/> is therefore an exact count of 0.0000001 g. <c>default</c> is 0.
/// </summary>
public readonly record struct EmissionFactor(long Units)
{
    /// <summary>Units of 0.0001 g/kWh in 1 g/kWh.</summary>
    public const long UnitsPerGram = 10_000;

    /// <summary>From g/kWh; false where the value is negative, has more than four decimals or is above 10^12.</summary>
    public static bool TryFrom(decimal gramsPerKwh, out EmissionFactor factor)
    {
        factor = default;
        if (gramsPerKwh is < 0 or > 1_000_000_000_000m) return false;
        var units = gramsPerKwh * UnitsPerGram;
        if (units != decimal.Truncate(units)) return false;
        factor = new EmissionFactor((long)units);
        return true;
    }

    /// <summary>g/kWh.</summary>
    public decimal Grams => (decimal)Units / UnitsPerGram;

    /// <summary>g/kWh without trailing zeros: <c>536.6</c>, <c>0</c>.</summary>
    public override string ToString() => Grams.ToString("0.####", CultureInfo.InvariantCulture);
}
