using System.Collections.Immutable;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>
/// A run's figures per interval, in Wh. Matrices are interval-major (a row is one interval's members), so that a split
/// reads and writes contiguous memory and files are written as the memory lies.
/// </summary>
public sealed class RunSeries
{
    private readonly ReadingSet readings;
    private readonly int consumptionColumn;
    private long[]? consumption;

    internal RunSeries(Microgrid microgrid, ReadingSet readings, RegisterIndex index)
    {
        this.readings = readings;
        Intervals = readings.Grid.Intervals;
        Members = microgrid.Members.Length;
        Sources = [.. microgrid.Sources.Select(s => s.Code), .. microgrid.Storage is null ? [] : new[] { Codes.Storage }];
        // every cell is written by the run
        consumptionColumn = index.ConsumptionColumn(microgrid, readings.Grid);
        if (consumptionColumn < 0) consumption = GC.AllocateUninitializedArray<long>(Intervals * Members);
        ConsumptionSums = new long[Members];
        AttributedSums = [.. Sources.Select(_ => new long[Members])];
        Attributed = [.. Sources.Select(_ => GC.AllocateUninitializedArray<long>(Intervals * Members))];
        Unattributed = [.. Sources.Select(_ => new long[Intervals])];
        Balance = new BalanceSeries(readings.Grid.Intervals);
    }

    /// <summary>How many numbers a run's series hold.</summary>
    internal static long CellsOf(Microgrid microgrid, DayGrid grid)
    {
        var sources = microgrid.Sources.Length + (microgrid.Storage is null ? 0 : 1);
        return grid.Intervals * (microgrid.Members.Length * (sources + 1L) + sources + BalanceSeries.Count);
    }

    public int Intervals { get; }
    public int Members { get; }

    /// <summary>Units in register order, then <c>storage</c> where the microgrid has storage.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>c[i]: intervals × members. Gathered when first asked for where the run could read it in the readings.</summary>
    public long[] Consumption => LazyInitializer.EnsureInitialized(ref consumption, () =>
    {
        var gathered = GC.AllocateUninitializedArray<long>(Intervals * Members);
        for (var t = 0; t < Intervals; t++) ConsumptionOf(t).CopyTo(gathered.AsSpan(t * Members, Members));
        return gathered;
    });

    /// <summary>Per source, intervals × members.</summary>
    public ImmutableArray<long[]> Attributed { get; }

    /// <summary>Per source and interval.</summary>
    public ImmutableArray<long[]> Unattributed { get; }

    public BalanceSeries Balance { get; }

    /// <summary>Whether each member has one meter and they lie side by side: then the readings themselves are the consumption.</summary>
    internal bool ConsumptionLiesInReadings => consumptionColumn >= 0;

    /// <summary>Sums of the intervals done so far, unchecked: where the microgrid's sums fit, these fit.</summary>
    internal long[] ConsumptionSums { get; }

    /// <summary>The same per source.</summary>
    internal ImmutableArray<long[]> AttributedSums { get; }

    /// <summary>One interval's row of <see cref="Consumption"/>, without gathering the others.</summary>
    public ReadOnlySpan<long> ConsumptionOf(int interval) => ConsumptionLiesInReadings
        ? readings.ValuesWh.Span.Slice(interval * readings.Points.Length + consumptionColumn, Members)
        : consumption.AsSpan(interval * Members, Members);

    /// <summary>The row to fill where it does not lie in the readings.</summary>
    internal Span<long> ConsumptionRoom(int interval) => consumption.AsSpan(interval * Members, Members);

    internal Span<long> AttributedOf(int source, int interval) => Attributed[source].AsSpan(interval * Members, Members);
}

/// <summary>The microgrid's figures per interval, in Wh, named as the columns of <c>balance.csv</c>.</summary>
public sealed class BalanceSeries
{
    internal BalanceSeries(int intervals)
    {
        long[] New() => new long[intervals];
        Columns =
        [
            ("generation", Generation = New()), ("import", Import = New()), ("discharge", Discharge = New()), ("consumption", Consumption = New()),
            ("charge", Charge = New()), ("export", Export = New()), ("loss", Loss = New()), ("residual", Residual = New()),
            ("export_from_generation", ExportFromGeneration = New()), ("charge_green", ChargeGreen = New()), ("green_loss", GreenLoss = New()),
            ("storage_released", StorageReleased = New()), ("over", Over = New()), ("attributed", Attributed = New()),
            ("unattributed", Unattributed = New()), ("pool_green", PoolGreen = New()), ("pool_other", PoolOther = New()),
        ];
        Curtailed = New();
    }

    /// <summary>How many series there are.</summary>
    internal const int Count = 18;

    /// <summary>Name and values in the order of <c>balance.csv</c>.</summary>
    public ImmutableArray<(string Name, long[] Values)> Columns { get; }

    public long[] Generation { get; }
    public long[] Import { get; }
    public long[] Discharge { get; }
    public long[] Consumption { get; }
    public long[] Charge { get; }
    public long[] Export { get; }
    public long[] Loss { get; }

    /// <summary>Supply less use; negative where more was used than supplied, a metering fault.</summary>
    public long[] Residual { get; }
    public long[] ExportFromGeneration { get; }
    public long[] ChargeGreen { get; }
    public long[] GreenLoss { get; }
    public long[] StorageReleased { get; }
    public long[] Over { get; }
    public long[] Attributed { get; }
    public long[] Unattributed { get; }
    public long[] PoolGreen { get; }
    public long[] PoolOther { get; }

    /// <summary>Curtailed generation; enters the indicators only and has no column.</summary>
    public long[] Curtailed { get; }
}
