namespace GreenPark.Engine.Intake;

/// <summary>Units of AEMO's format that are active energy; the files write them in any case.</summary>
internal static class MdffUnit
{
    /// <summary>µJ in one of the unit, or 0 where it is no active energy (kVArh, V, A, pf, none).</summary>
    public static long MicrojoulesOf(string unit) => unit.ToUpperInvariant() switch
    {
        "WH" => MeterChannel.MicrojoulesPerWh,
        "KWH" => MeterChannel.MicrojoulesPerWh * 1_000,
        "MWH" => MeterChannel.MicrojoulesPerWh * 1_000_000,
        _ => 0,
    };
}
