using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>Charged Wh not yet discharged, by origin: the only state that passes from interval to interval.</summary>
/// <param name="GreenWh">Qg.</param>
/// <param name="OtherWh">Qo.</param>
public readonly record struct StoragePool(long GreenWh, long OtherWh)
{
    internal static StoragePool Opening(Storage? storage) => storage is null ? default : new(storage.OpeningGreenWh, storage.OpeningOtherWh);

    /// <summary>Step 3: the pool gives its mix as it stood before this interval's charge; an empty pool gives nothing green.</summary>
    /// <returns>The pool after the discharge, and dg, the green part of it.</returns>
    internal (StoragePool After, long Green) Discharge(long discharge, int efficiencyPpm)
    {
        var charged = checked(GreenWh + OtherWh);
        if (charged == 0 || discharge == 0) return (this, 0);
        var withdrawn = WithdrawnFor(discharge, efficiencyPpm, charged);
        var green = MulDiv.Floor(withdrawn, GreenWh, charged);
        var released = Math.Min(discharge, MulDiv.Floor(green, efficiencyPpm, 1_000_000));
        return (new StoragePool(GreenWh - green, OtherWh - (withdrawn - green)), released);
    }

    internal StoragePool Charge(long green, long charge) => checked(new StoragePool(GreenWh + green, OtherWh + (charge - green)));

    /// <summary>min(Q, ceil(d·10^6 / eff)); the quotient may pass 2^63 where Q cannot.</summary>
    private static long WithdrawnFor(long discharge, int efficiencyPpm, long charged) =>
        (long)Int128.Min(charged, ((Int128)discharge * 1_000_000 + efficiencyPpm - 1) / efficiencyPpm);
}
