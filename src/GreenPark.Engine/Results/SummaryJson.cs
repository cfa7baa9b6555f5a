using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Results;

/// <summary><c>summary.json</c> (method page, "Results"): RFC 8785, no final line end.</summary>
public static class SummaryJson
{
    public static ReadOnlyMemory<byte> Write(RunResult run, InputHashes inputs)
    {
        var t = run.Totals;
        return new CanonicalObject
        {
            ["method"] = run.Park.Method,
            ["family"] = ParkFileReader.NameOf(run.Microgrid.Factors.Family),
            ["microgrid"] = run.Microgrid.Code,
            ["from"] = run.Grid.From.ToString("yyyy-MM-dd"),
            ["to"] = run.Grid.To.ToString("yyyy-MM-dd"),
            ["intervals"] = run.Grid.Intervals,
            ["members"] = new CanonicalArray(Enumerable.Range(0, run.Series.Members).Select(i => MemberOf(run, i))),
            ["totals"] = new CanonicalObject
            {
                ["consumptionWh"] = t.TotalConsumptionWh,
                ["attributedTotalWh"] = t.AttributedTotalWh,
                ["locationBasedG"] = run.Emissions.LocationBased.Total,
                ["marketBasedG"] = run.Emissions.MarketBased.Total,
                ["reductionG"] = run.Emissions.Reduction.Total,
                ["generationWh"] = t.GenerationWh,
                ["importWh"] = t.ImportWh,
                ["exportWh"] = t.ExportWh,
                ["chargeWh"] = t.ChargeWh,
                ["dischargeWh"] = t.DischargeWh,
                ["lossWh"] = t.LossWh,
                ["residualWh"] = t.ResidualWh,
                ["exportFromGenerationWh"] = t.ExportFromGenerationWh,
                ["chargeGreenWh"] = t.ChargeGreenWh,
                ["greenLossWh"] = t.GreenLossWh,
                ["storageReleasedWh"] = t.StorageReleasedWh,
                ["overWh"] = t.OverWh,
                ["unattributedWh"] = t.UnattributedWh,
                ["curtailedWh"] = t.CurtailedWh,
                ["poolGreenWh"] = t.PoolGreenWh,
                ["poolOtherWh"] = t.PoolOtherWh,
            },
            ["indicators"] = new CanonicalObject
            {
                ["selfUsePpm"] = Ppm(t.Indicators.SelfUsePpm),
                ["exportSharePpm"] = Ppm(t.Indicators.ExportSharePpm),
                ["greenSharePpm"] = Ppm(t.Indicators.GreenSharePpm),
                ["matchedSharePpm"] = Ppm(t.Indicators.MatchedSharePpm),
                ["maxImportW"] = t.Indicators.MaxImportW,
                ["maxExportW"] = t.Indicators.MaxExportW,
            },
            ["quality"] = new CanonicalObject
            {
                ["measured"] = run.Quality.Used.Measured,
                ["estimated"] = run.Quality.Used.Estimated,
                ["edited"] = run.Quality.Used.Edited,
                ["balanceFlagged"] = run.Quality.BalanceFlagged,
            },
            ["inputs"] = new CanonicalObject { ["park"] = inputs.Park, ["readings"] = new CanonicalArray(inputs.Readings.Select(r => (CanonicalValue?)r)) },
        }.ToBytes();
    }

    private static CanonicalObject MemberOf(RunResult run, int member) => new()
    {
        ["code"] = run.Microgrid.Members[member].Code,
        ["consumptionWh"] = run.Totals.ConsumptionWh[member],
        ["attributedWh"] = new CanonicalObject(run.AttributedOf(member).Select(a => KeyValuePair.Create(a.Key, (CanonicalValue?)a.Value))),
        ["attributedTotalWh"] = run.Totals.AttributedTotalOf(member),
        ["locationBasedG"] = run.Emissions.LocationBased.OfMember[member],
        ["marketBasedG"] = run.Emissions.MarketBased.OfMember[member],
        ["reductionG"] = run.Emissions.Reduction.OfMember[member],
    };

    private static CanonicalValue? Ppm(long? share) => share is { } ppm ? ppm : null;
}
