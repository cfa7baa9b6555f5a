using System.Globalization;
using System.Numerics;

namespace GreenPark.Engine.Intake;

/// <summary>
/// A running register to the energy between its readings. Differences are taken on the register; it may begin again at 10^digits, and
/// anew where the meter's serial number changes. The multiplier is applied to the run of the register, so that its rounding never adds up.
/// </summary>
internal sealed class RegisterSteps
{
    private readonly Int128 rollover;
    private readonly Int128 multiplier;
    private readonly Int128 divisor = 1;
    private Int128 run;
    private Int128 energy;
    private long last;

    public RegisterSteps(ValueLayout values)
    {
        rollover = values.RegisterDigits > 0 ? (Int128)BigInteger.Pow(10, values.RegisterDigits + NumberReader.UnitPower(values.Unit) + 6) : 0;
        var times = values.Multiplier;
        while (times != decimal.Truncate(times)) (times, divisor) = (times * 10, divisor * 10);
        multiplier = (Int128)times;
    }

    /// <summary>A reading from which differences are taken anew.</summary>
    public void Begin(long microWh) => (run, energy, last) = (0, 0, microWh);

    /// <summary>Energy in µWh since the reading before.</summary>
    /// <returns>False where the register fell and that is no rollover: at a rollover less than half of the register has been run through.</returns>
    public bool TryStep(long microWh, out Int128 stepMicroWh, out bool rolled)
    {
        stepMicroWh = 0;
        rolled = microWh < last;
        var difference = (Int128)microWh - last + (rolled ? rollover : 0);
        if (difference < 0 || (rolled && difference >= rollover / 2) || (rollover > 0 && microWh >= rollover)) return false;
        last = microWh;
        run += difference;
        var before = energy;
        energy = Rounded(run * multiplier);
        stepMicroWh = energy - before;
        return true;
    }

    /// <summary>A register in kWh as its meter shows it.</summary>
    public static string Shown(long microWh) => ((decimal)microWh / 1_000_000_000).ToString("0.#########", CultureInfo.InvariantCulture);

    private Int128 Rounded(Int128 product)
    {
        var (whole, rest) = Int128.DivRem(product, divisor);
        var half = rest * 2 - divisor;
        return half > 0 || (half == 0 && Int128.IsOddInteger(whole)) ? whole + 1 : whole;
    }
}
