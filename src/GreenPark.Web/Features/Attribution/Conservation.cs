using GreenPark.Application.Features.Attribution;

namespace GreenPark.Web.Features.Attribution;

/// <summary>The two equations of the method page, "Conservation", as a page shows them: what came in, and where it went, in Wh.</summary>
internal static class Conservation
{
    /// <summary>Every interval's energy; what is left over are losses (negative: more was used than supplied).</summary>
    public static IReadOnlyList<(string Key, long Wh)> EnergyIn(RunFigures.OfAll x) =>
        [("runs.generation", x.GenerationWh), ("runs.import", x.ImportWh), ("runs.discharge", x.DischargeWh)];

    public static IReadOnlyList<(string Key, long Wh)> EnergyOut(RunFigures.OfAll x) =>
        [("runs.consumption", x.ConsumptionWh), ("runs.charge", x.ChargeWh), ("runs.export", x.ExportWh), ("runs.residual", x.ResidualWh)];

    /// <summary>The green energy alone: <c>G + s = xg + chg + lg + over + attributed + unattributed</c>.</summary>
    public static IReadOnlyList<(string Key, long Wh)> GreenSources(RunFigures.OfAll x) =>
        [("runs.generation", x.GenerationWh), ("runs.storageReleased", x.StorageReleasedWh)];

    public static IReadOnlyList<(string Key, long Wh)> GreenUses(RunFigures.OfAll x) =>
    [
        ("runs.attributed", x.AttributedTotalWh), ("runs.unattributedRow", x.UnattributedWh), ("runs.exportFromGeneration", x.ExportFromGenerationWh),
        ("runs.chargeGreen", x.ChargeGreenWh), ("runs.greenLoss", x.GreenLossWh), ("runs.over", x.OverWh),
    ];

    /// <summary>
    /// More was used than supplied: in some intervals, or over the whole period, beyond the tolerance. The balance closes all the
    /// same, by losses below zero, so that a difference of nothing is no comfort then.
    /// </summary>
    /// <param name="tolerancePpm">Of the microgrid as the run saw it, of what was supplied.</param>
    public static bool IsShort(RunFigures x, int tolerancePpm) => x.Quality.BalanceFlagged > 0
        || (Int128)(-x.Totals.ResidualWh) * 1_000_000 > (Int128)tolerancePpm * EnergyIn(x.Totals).Sum(r => r.Wh);

    public static long GreenIn(RunFigures.OfAll x) => GreenSources(x).Sum(r => r.Wh);

    public static long GreenOut(RunFigures.OfAll x) => GreenUses(x).Sum(r => r.Wh);
}
