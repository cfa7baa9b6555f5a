using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>
/// The six steps of one interval (method page, "One interval, six steps"), in their order and with its symbols.
/// Holds scratch rows and the storage pool; intervals must come in ascending order. A min of the page that its own
/// operands make idle (loss ≤ supply, min(xs, d) ≤ d) is left out.
/// </summary>
internal sealed class IntervalSteps(Microgrid microgrid, RunSeries series)
{
    private readonly long[] part = new long[microgrid.Sources.Length + 1];
    private readonly long[] amounts = new long[series.Sources.Length];
    private readonly Allocation allocation = new(series);
    private readonly bool storage = microgrid.Storage is not null;

    public StoragePool Pool { get; private set; } = StoragePool.Opening(microgrid.Storage);

    /// <summary>Intervals in which more was used than supplied, beyond the tolerance.</summary>
    public int BalanceFlagged { get; private set; }

    public void Run(int t, in MeasuredInterval input, SegmentPlan segment)
    {
        var b = series.Balance;
        var u = input.Generation;
        var (c, ch, d, m, x) = (input.ConsumptionSum, input.Charge, input.Discharge, input.Import, input.Export);

        // 1. export is drawn from generation first
        var g = LargestRemainder.Sum(u);
        var xg = Math.Min(x, g);
        var xs = x - xg;
        Take(xg, g, u);
        var left = g - xg;

        // 2. charging takes the mix that is there
        var inflow = checked(left + m);
        var chg = inflow == 0 ? 0 : ch >= inflow ? left : MulDiv.Floor(ch, left, inflow);
        Take(chg, left, u);

        // 3. discharging gives the pool's mix
        var (pool, dg) = Pool.Discharge(d, microgrid.Storage?.EfficiencyPpm ?? 1);
        Pool = pool.Charge(chg, ch);
        var s = dg - (xs == 0 || d == 0 ? 0 : MulDiv.Ceil(dg, Math.Min(xs, d), d));

        // 4. losses
        var a = amounts.AsSpan();
        u.CopyTo(a);
        if (storage) a[^1] = s;
        var available = checked(left - chg + s);
        var supplied = checked(g + m + d);
        var used = checked(c + ch + x);
        var loss = Math.Max(0, supplied - used);
        var supply = checked(c + loss);
        var lg = microgrid.LossTreatment == LossTreatment.None || supply == 0 ? 0 : MulDiv.Ceil(loss, available, supply);
        Take(lg, available, a);

        // 5. never more than was consumed
        var over = Math.Max(0, available - lg - c);
        Take(over, available - lg, a);

        // 6. allocate
        var unattributed = allocation.Run(t, a, input.Consumption, c, segment.Contracts);
        Rows.Add(input.Consumption, series.ConsumptionSums);

        if (supplied < used && (Int128)(used - supplied) * 1_000_000 > (Int128)microgrid.BalanceTolerancePpm * supplied) BalanceFlagged++;
        b.Generation[t] = g;
        b.Import[t] = m;
        b.Discharge[t] = d;
        b.Consumption[t] = c;
        b.Charge[t] = ch;
        b.Export[t] = x;
        b.Loss[t] = loss;
        b.Residual[t] = supplied - used;
        b.ExportFromGeneration[t] = xg;
        b.ChargeGreen[t] = chg;
        b.GreenLoss[t] = lg;
        b.StorageReleased[t] = s;
        b.Over[t] = over;
        b.Unattributed[t] = unattributed;
        b.Attributed[t] = available - lg - over - unattributed;
        b.PoolGreen[t] = Pool.GreenWh;
        b.PoolOther[t] = Pool.OtherWh;
        b.Curtailed[t] = input.Curtailed;
    }

    /// <summary><c>amounts −= split(total, amounts)</c></summary>
    private void Take(long total, long sum, Span<long> from)
    {
        if (total == 0) return;
        var share = part.AsSpan(0, from.Length);
        LargestRemainder.Split(total, from, sum, share);
        for (var i = 0; i < from.Length; i++) from[i] -= share[i];
    }
}
