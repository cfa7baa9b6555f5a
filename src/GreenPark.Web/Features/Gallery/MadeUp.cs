using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Quantities;
using GreenPark.Web.Components.Charts;
using GreenPark.Web.Features.AuditPacks;

namespace GreenPark.Web.Features.Gallery;

/// <summary>A month of figures that look like a park's and mean nothing; the same at every call.</summary>
internal static class MadeUp
{
    public static readonly DayGrid Grid = DayGrid.Create("Asia/Shanghai", 15, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)).Value;

    public static readonly long[] Consumption = Each(i => 2_400_000 + Shift(i) * 2_900_000 + Noise(i, 1) * 220_000);
    private static readonly long[] Solar = Each(i => Math.Max(0, Math.Sin((Hour(i) - 7) / 11 * Math.PI)) * (Hour(i) is > 7 and < 18 ? 3_900_000 : 0) * (0.45 + 0.55 * Noise(i / 96, 2)));
    private static readonly long[] Wind = Each(i => 700_000 + 650_000 * Math.Sin(i / 190.0) + 380_000 * Noise(i / 8, 3));
    private static readonly long[] Storage = Each(i => Hour(i) is >= 18 and < 21 ? 780_000 : 0);

    public static IReadOnlyList<ChartSeries> Supply(string solar, string wind, string storage, string grid)
    {
        long[] s = [.. Solar], w = [.. Wind], b = [.. Storage], g = new long[Grid.Intervals];
        for (var i = 0; i < g.Length; i++)
        {
            var left = Consumption[i];
            s[i] = Take(ref left, s[i]);
            w[i] = Take(ref left, w[i]);
            b[i] = Take(ref left, b[i]);
            g[i] = left;
        }
        return [ChartSeries.Of(solar, Hue.Solar, s), ChartSeries.Of(wind, Hue.Wind, w), ChartSeries.Of(storage, Hue.Storage, b), ChartSeries.Of(grid, Hue.Grid, g)];
    }

    public static IReadOnlyList<long?> Shares(IReadOnlyList<ChartSeries> supply)
    {
        var shares = new long?[Grid.Days * 24];
        for (var hour = 0; hour < shares.Length; hour++)
        {
            var (from, to) = (hour * 4, hour * 4 + 4);
            var green = supply.Take(3).Sum(x => x.Sum(from, to) ?? 0);
            shares[hour] = green * 1_000_000 / (green + (supply[3].Sum(from, to) ?? 0));
        }
        shares[13 * 24 + 3] = null;
        return shares;
    }

    public static IReadOnlyList<MadeUpTenant> Tenants { get; } =
    [
        new("kitchen", "Huarong Kitchen Appliances Co., Ltd.", "华荣厨电有限公司", "91440606MA4UQ1A12X", "final", 1_412_663_250, 934_118_007),
        new("mould", "Jingcheng Precision Moulds Co., Ltd.", "精诚精密模具有限公司", "91440606MA4UQ1B26C", "final", 986_204_118, 702_331_911),
        new("packaging", "Lvyuan Packaging Co., Ltd.", "绿源包装有限公司", "91440606MA4UQ1C31F", "provisional", 641_870_002, 401_220_764),
        new("pumps", "Yangtze Pumps Manufacturing Co., Ltd.", "长江泵业制造有限公司", "91440606MA4UQ1D48L", "running", 1_120_443_870, 655_008_133),
        new("cables", "Oriental Wire & Cable Co., Ltd.", "东方线缆有限公司", "91440606MA4UQ1E55P", "failed", 1_903_217_604, 1_011_874_325),
        new("cloud", "Park Cloud Data Centre", "园区云数据中心", "91440606MA4UQ1F60T", "superseded", 3_411_905_771, 1_528_660_419),
        new("cast", "Hongda Castings Co., Ltd.", "宏达铸造有限公司", "91440606MA4UQ1G77W", "draft", 0, 0),
    ];

    public static IReadOnlyList<Error> Errors { get; } =
    [
        Error.Invalid("readings.bad_number", "1,5", "MP-F1", "2026-01-04T10:15:00+08:00").At("january.csv", 331, 28),
        Error.Invalid("readings.negative", "-12.5", "MP-PV1", "2026-01-09T00:00:00+08:00").At("january.csv", 770, 31),
        Error.Invalid("park.bad_code", "forge 1").In("Code"),
    ];

    public static PackReport Report(bool failing) => new("mg-1-202601-full.zip", 4_812_330, new string('a', 20) + new string('7', 44),
        new PackFacts(true, "harbour", "mg-1", Grid.From, Grid.To, 7, new string('c', 30) + new string('4', 34), failing ? false : null), true, "issuer, log proofs",
        [
            new ReportedCheck("Archive", CheckState.Pass, "31 entries, 12.4 MiB unpacked; no path outside, no duplicate name"),
            new ReportedCheck("Files", CheckState.Pass, "29 files, sizes and SHA-256 as in manifest.json"),
            new ReportedCheck("Signature", CheckState.Pass, "signature consistent, issuer not checked (no fingerprint given)"),
            failing
                ? new ReportedCheck("Statement tree", CheckState.Fail, "Statement tree does not hold.", Error.RuleBroken("evidence.tree_other_root"))
                : new ReportedCheck("Statement tree", CheckState.Pass, "12 statements, root as in manifest.json"),
            new ReportedCheck("Log proofs", CheckState.Absent, "head is null"),
            new ReportedCheck("Conservation", CheckState.Pass, "31 days, every difference 0 Wh"),
            new ReportedCheck("Re-performance", CheckState.Pass, "result/ equals the attribution calculated again, byte for byte"),
        ]);

    private static long[] Each(Func<int, double> value) => [.. Enumerable.Range(0, Grid.Intervals).Select(i => (long)value(i))];
    private static double Hour(int interval) => interval % 96 / 4.0;
    private static double Shift(int i) => (i / 96 % 7 is 2 or 3 ? 0.35 : 1) * (Hour(i) is >= 8 and < 18 ? 1 : Hour(i) is >= 18 and < 22 ? 0.55 : 0.1);
    private static double Noise(int at, int seed) => (uint)((at * 7919 + seed * 104729) * 2654435761L >> 7) % 1000 / 1000.0;

    private static long Take(ref long left, long offered)
    {
        var taken = Math.Min(left, offered);
        left -= taken;
        return taken;
    }
}

internal sealed record MadeUpTenant(string Code, string Name, string NameZh, string CreditCode, string Status, long ConsumptionWh, long AttributedWh);
