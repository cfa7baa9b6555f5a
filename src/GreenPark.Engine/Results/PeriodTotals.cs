using System.Collections.Immutable;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Results;

/// <summary>Sums over the period, in Wh, and the pool at its end.</summary>
public sealed record PeriodTotals
{
    /// <summary>Per member.</summary>
    public required ImmutableArray<long> ConsumptionWh { get; init; }

    /// <summary>Per source (as <see cref="RunSeries.Sources"/>), per member.</summary>
    public required ImmutableArray<ImmutableArray<long>> AttributedWh { get; init; }
    public required long TotalConsumptionWh { get; init; }
    public required long AttributedTotalWh { get; init; }
    public required long GenerationWh { get; init; }
    public required long ImportWh { get; init; }
    public required long ExportWh { get; init; }
    public required long ChargeWh { get; init; }
    public required long DischargeWh { get; init; }
    public required long LossWh { get; init; }
    public required long ResidualWh { get; init; }
    public required long ExportFromGenerationWh { get; init; }
    public required long ChargeGreenWh { get; init; }
    public required long GreenLossWh { get; init; }
    public required long StorageReleasedWh { get; init; }
    public required long OverWh { get; init; }
    public required long UnattributedWh { get; init; }
    public required long CurtailedWh { get; init; }
    public required long PoolGreenWh { get; init; }
    public required long PoolOtherWh { get; init; }
    public required Indicators Indicators { get; init; }

    /// <summary>What a member got of all sources together.</summary>
    public long AttributedTotalOf(int member) => AttributedWh.Sum(source => source[member]);

    internal static PeriodTotals Of(RunSeries series, Microgrid microgrid, StoragePool pool)
    {
        var b = series.Balance;
        var totals = new PeriodTotals
        {
            // checked first: members' sums are parts of this one
            TotalConsumptionWh = Sum(b.Consumption),
            ConsumptionWh = [.. series.ConsumptionSums],
            AttributedWh = [.. series.AttributedSums.Select(a => a.ToImmutableArray())],
            AttributedTotalWh = Sum(b.Attributed),
            GenerationWh = Sum(b.Generation),
            ImportWh = Sum(b.Import),
            ExportWh = Sum(b.Export),
            ChargeWh = Sum(b.Charge),
            DischargeWh = Sum(b.Discharge),
            LossWh = Sum(b.Loss),
            ResidualWh = Sum(b.Residual),
            ExportFromGenerationWh = Sum(b.ExportFromGeneration),
            ChargeGreenWh = Sum(b.ChargeGreen),
            GreenLossWh = Sum(b.GreenLoss),
            StorageReleasedWh = Sum(b.StorageReleased),
            OverWh = Sum(b.Over),
            UnattributedWh = Sum(b.Unattributed),
            CurtailedWh = Sum(b.Curtailed),
            PoolGreenWh = pool.GreenWh,
            PoolOtherWh = pool.OtherWh,
            Indicators = null!,
        };
        return totals with { Indicators = Indicators.Of(totals, b, microgrid.IntervalMinutes) };
    }

    private static long Sum(long[] values)
    {
        long sum = 0;
        foreach (var value in values) sum = checked(sum + value);
        return sum;
    }
}

/// <summary>The run's indicators in ppm, rounded down, null where the divisor is 0 (method page, "Period results").</summary>
/// <param name="SelfUsePpm">(generation − export) / available generation; 0 at least.</param>
/// <param name="ExportSharePpm">Export / available generation.</param>
/// <param name="GreenSharePpm">(generation − export) / consumption; 0 at least.</param>
/// <param name="MatchedSharePpm">Attributed / consumption.</param>
/// <param name="MaxImportW">The largest interval's import as mean power.</param>
/// <param name="MaxExportW">The largest interval's export as mean power.</param>
public sealed record Indicators(long? SelfUsePpm, long? ExportSharePpm, long? GreenSharePpm, long? MatchedSharePpm, long MaxImportW, long MaxExportW)
{
    internal static Indicators Of(PeriodTotals totals, BalanceSeries balance, int intervalMinutes)
    {
        var available = (Int128)totals.GenerationWh + totals.CurtailedWh;
        var kept = Math.Max(0, totals.GenerationWh - totals.ExportWh);
        return new Indicators(
            Ppm(kept, available), Ppm(totals.ExportWh, available), Ppm(kept, totals.TotalConsumptionWh), Ppm(totals.AttributedTotalWh, totals.TotalConsumptionWh),
            MeanPower(balance.Import, intervalMinutes), MeanPower(balance.Export, intervalMinutes));
    }

    /// <summary>part / whole in ppm, rounded down; null where the whole is 0.</summary>
    public static long? Ppm(long part, Int128 whole) => whole == 0 ? null : checked((long)((Int128)part * 1_000_000 / whole));

    private static long MeanPower(long[] energyWh, int intervalMinutes) =>
        energyWh.Length == 0 ? 0 : checked(energyWh.Max() * (60 / intervalMinutes));
}
