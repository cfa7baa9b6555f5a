using System.Text.Json;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>The published figures of a run, read back from its <c>summary.json</c>: what lists, charts and the running year add up.</summary>
/// <param name="Family"><c>operational</c> or <c>lifecycle</c>; the two are never added.</param>
/// <param name="Members">In the microgrid's register order.</param>
public sealed record RunFigures(
    string Method, string Family, int Intervals, IReadOnlyList<RunFigures.OfMember> Members, RunFigures.OfAll Totals, Indicators Indicators, RunFigures.OfReadings Quality)
{
    /// <param name="AttributedWh">Wh by source, <c>storage</c> included.</param>
    public sealed record OfMember(
        string Code, long ConsumptionWh, IReadOnlyDictionary<string, long> AttributedWh, long AttributedTotalWh, long LocationBasedG, long MarketBasedG, long ReductionG)
    {
        public long? MatchedSharePpm => Indicators.Ppm(AttributedTotalWh, ConsumptionWh);
    }

    public sealed record OfAll(
        long ConsumptionWh, long AttributedTotalWh, long LocationBasedG, long MarketBasedG, long ReductionG, long GenerationWh, long ImportWh, long ExportWh,
        long ChargeWh, long DischargeWh, long LossWh, long ResidualWh, long ExportFromGenerationWh, long ChargeGreenWh, long GreenLossWh, long StorageReleasedWh,
        long OverWh, long UnattributedWh, long CurtailedWh, long PoolGreenWh, long PoolOtherWh);

    public sealed record OfReadings(long Measured, long Estimated, long Edited, int BalanceFlagged);

    public static RunFigures Read(ReadOnlySpan<byte> summaryJson) => JsonSerializer.Deserialize<RunFigures>(summaryJson, JsonSerializerOptions.Web)!;
}
