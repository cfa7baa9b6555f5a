using System.Numerics;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Tests.Attribution;

/// <summary>
/// The method page read once more, as plainly as it is written and in unbounded integers: an oracle for the engine, which takes
/// short cuts for speed. One instance goes through a run's intervals in their order.
/// </summary>
internal sealed class PlainMethod(Microgrid microgrid)
{
    private BigInteger poolGreen = microgrid.Storage?.OpeningGreenWh ?? 0, poolOther = microgrid.Storage?.OpeningOtherWh ?? 0;

    /// <param name="Balance">As <c>balance.csv</c> has them.</param>
    /// <param name="AfterCap">Per source, the amount after step 5.</param>
    /// <param name="Attributed">Per source, per member.</param>
    /// <param name="Unattributed">Per source.</param>
    public sealed record Interval(BigInteger[] Balance, BigInteger[] AfterCap, BigInteger[][] Attributed, BigInteger[] Unattributed)
    {
        public BigInteger Supplied => Balance[0] + Balance[1] + Balance[2];
        public BigInteger Residual => Balance[7];
    }

    public Interval Next(DateOnly day, Func<string, long> reading)
    {
        var g = microgrid.Sources.Select(_ => BigInteger.Zero).ToArray();
        var c = microgrid.Members.Select(_ => BigInteger.Zero).ToArray();
        BigInteger ch = 0, d = 0, m = 0, x = 0;
        foreach (var point in microgrid.MeteringPoints.Where(p => p.Valid.Contains(day)))
        {
            var value = reading(point.Code);
            if (point.Measures == Measurand.Generation) g[IndexOf(microgrid.Sources.Select(s => s.Code), point.Parts[0].Of)] += value;
            if (point.Measures == Measurand.Consumption)
                foreach (var part in point.Parts) c[IndexOf(microgrid.Members.Select(n => n.Code), part.Of)] += part.Sign * value;
            if (point.Measures == Measurand.Charge) ch += value;
            if (point.Measures == Measurand.Discharge) d += value;
            if (point.Measures == Measurand.Import) m += value;
            if (point.Measures == Measurand.Export) x += value;
        }

        // 1
        var G = Sum(g);
        var xg = BigInteger.Min(x, G);
        var xs = x - xg;
        var u = Less(g, Split(xg, g));
        var U = G - xg;
        // 2
        var inflow = U + m;
        var chg = inflow == 0 ? 0 : BigInteger.Min(U, ch * U / inflow);
        u = Less(u, Split(chg, u));
        // 3
        var Q = poolGreen + poolOther;
        BigInteger dg = 0;
        if (Q > 0 && d > 0)
        {
            BigInteger eff = microgrid.Storage!.EfficiencyPpm;
            var W = BigInteger.Min(Q, Ceiling(d * 1_000_000, eff));
            var wg = W * poolGreen / Q;
            dg = BigInteger.Min(d, wg * eff / 1_000_000);
            poolGreen -= wg;
            poolOther -= W - wg;
        }
        poolGreen += chg;
        poolOther += ch - chg;
        var s = d == 0 ? 0 : dg - (xs == 0 ? 0 : BigInteger.Min(dg, Ceiling(dg * BigInteger.Min(xs, d), d)));
        // 4
        BigInteger[] a = [.. u, s];
        var A = Sum(a);
        var C = Sum(c);
        var residual = G + m + d - (C + ch + x);
        var loss = BigInteger.Max(0, residual);
        BigInteger lg = 0;
        if (microgrid.LossTreatment == LossTreatment.Proportional && C + loss > 0) lg = BigInteger.Min(A, Ceiling(loss * A, C + loss));
        a = Less(a, Split(lg, a));
        // 5
        var over = BigInteger.Max(0, Sum(a) - C);
        a = Less(a, Split(over, a));
        // 6
        var attributed = Allocate(day, a, c, out var unattributed);
        return new Interval(
            [G, m, d, C, ch, x, loss, residual, xg, chg, lg, s, over, attributed.Aggregate(BigInteger.Zero, (sum, t) => sum + Sum(t)), Sum(unattributed), poolGreen, poolOther],
            a, attributed, unattributed);
    }

    private BigInteger[][] Allocate(DateOnly day, BigInteger[] amounts, BigInteger[] consumption, out BigInteger[] left)
    {
        left = [.. amounts];
        var need = (BigInteger[])consumption.Clone();
        var gets = amounts.Select(_ => new BigInteger[need.Length]).ToArray();
        string[] sources = [.. microgrid.Sources.Select(s => s.Code), "storage"];
        foreach (var contract in microgrid.Contracts.Where(k => k.Valid.Contains(day)).OrderBy(k => k.Priority))
        {
            var entries = microgrid.Members.Select((n, i) => (Index: i, Entry: contract.Members.FirstOrDefault(e => e.Code == n.Code && e.Valid.Contains(day)))).Where(e => e.Entry is not null).ToArray();
            for (var k = 0; k < sources.Length; k++)
            {
                if (!contract.Sources.Contains(sources[k])) continue;
                var t = Rule(contract.Rule, left[k], [.. entries.Select(e => need[e.Index])], [.. entries.Select(e => (BigInteger)e.Entry!.SharePpm)], [.. entries.Select(e => e.Entry!.Tier)]);
                for (var i = 0; i < entries.Length; i++)
                {
                    gets[k][entries[i].Index] += t[i];
                    need[entries[i].Index] -= t[i];
                    left[k] -= t[i];
                }
            }
        }
        return gets;
    }

    private static BigInteger[] Rule(AllocationRule rule, BigInteger T, BigInteger[] r, BigInteger[] shares, int[] tiers)
    {
        if (rule == AllocationRule.ProRata) return Split(BigInteger.Min(T, Sum(r)), r);
        var t = new BigInteger[r.Length];
        if (rule == AllocationRule.PriorityTiers)
        {
            foreach (var tier in tiers.Distinct().Order())
            {
                var inTier = Split(BigInteger.Min(T - Sum(t), Sum(r.Where((_, i) => tiers[i] == tier))), [.. r.Select((need, i) => tiers[i] == tier ? need : 0)]);
                for (var i = 0; i < t.Length; i++) t[i] += inTier[i];
            }
            return t;
        }
        var e = Split(T, [.. shares, 1_000_000 - Sum(shares)]);
        for (var i = 0; i < t.Length; i++) t[i] = BigInteger.Min(e[i], r[i]);
        if (rule == AllocationRule.FixedShares) return t;
        while (Sum(t) < T && Enumerable.Range(0, t.Length).Any(i => t[i] < r[i] && shares[i] > 0))
        {
            e = Split(T - Sum(t), [.. shares.Select((share, i) => t[i] < r[i] ? share : 0)]);
            for (var i = 0; i < t.Length; i++) t[i] += BigInteger.Min(e[i], r[i] - t[i]);
        }
        var rest = Less(r, t);
        e = Split(BigInteger.Min(T - Sum(t), Sum(rest)), rest);
        return [.. t.Select((got, i) => got + e[i])];
    }

    private static BigInteger[] Split(BigInteger T, BigInteger[] w)
    {
        var W = Sum(w);
        if (W == 0) return new BigInteger[w.Length];
        var q = w.Select(v => T * v / W).ToArray();
        var remainders = w.Select(v => T * v % W).ToArray();
        for (var left = T - Sum(q); left > 0; left--)
        {
            var largest = Array.IndexOf(remainders, remainders.Max());
            q[largest]++;
            remainders[largest] = -1;
        }
        return q;
    }

    private static BigInteger[] Less(BigInteger[] from, BigInteger[] less) => [.. from.Select((v, i) => v - less[i])];

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, BigInteger.Add);

    private static BigInteger Ceiling(BigInteger a, BigInteger b) => (a + b - 1) / b;

    private static int IndexOf(IEnumerable<string> codes, string code) => codes.ToList().IndexOf(code);
}
