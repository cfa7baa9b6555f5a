using GreenPark.Documents.Pdf;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Tests;

/// <summary>Statements to render, each a change of one ordinary month.</summary>
internal static class Samples
{
    public const string Url = "https://park.example.org/verify/mg-1-201801-forge-r1";

    public static readonly string StatementHash = Hash(5);

    public static Statement Month { get; } = new()
    {
        Number = "mg-1-201801-forge-r1",
        IssuedAt = new DateTime(2018, 2, 3, 2, 0, 0, DateTimeKind.Utc),
        Status = StatementStatus.Final,
        Park = new StatementParty("harbour", "Harbour Park", "海港园区"),
        ResponsibleEntity = new StatementEntity("Harbour Park Energy Co., Ltd.", "海港园区能源有限公司", "91310000MA1FL0AB2C"),
        MicrogridCode = "mg-1",
        MicrogridName = "Harbour Park direct connection",
        Member = new StatementMember("forge", "Forge Co., Ltd.", "锻造股份有限公司", "91310000MA1K3XYZ9D"),
        Period = new StatementPeriod(new DateOnly(2018, 1, 1), new DateOnly(2018, 2, 1), "Asia/Shanghai", 15, 2976),
        Basis = new StatementBasis("gpm-1", 7, [new StatementContract("jp-2018", "proRata", Hash(1))], Hash(2), [Hash(3)], Shadow: true, CertificateStatus.Outstanding),
        Figures = new StatementFigures(
            1_234_567_891, [new("pv-1", 300_000_123), new("wind-1", 512_345_678), new("storage", 45_000_001)], 857_345_802, 694_450, 662_469_130, 220_901_255, 460_051_757),
        Factors = new StatementFactors(
            "operational", "gCO2/kWh", "536.6", "585.6", "536.6", [new("pv-1", "0"), new("wind-1", "0"), new("storage", "0")],
            "Ministry of Ecology and Environment, national grid average 2022 (生态环境部 2024 年第 33 号公告)"),
        Quality = new StatementQuality(2950, 20, 6),
        Issuer = new StatementIssuer("Harbour Park Energy Co., Ltd.", Hash(4), Development: false)
    };

    public static Statement Provisional => Month with { Status = StatementStatus.Provisional, Number = "mg-1-201801-forge-r2", Supersedes = "mg-1-201801-forge-r1" };

    public static Statement Correction => Month with { Number = "mg-1-201801-forge-r2", Supersedes = Month.Number };

    public static StatementContext Corrected
    {
        get
        {
            var before = Month.Figures with { ConsumptionWh = 1_234_000_000, AttributedTotalWh = 857_345_803 };
            return new StatementContext
            {
                Corrections = new Dictionary<string, Correction> { ["forge"] = new("Meter MP-F1 was read late", before), ["mould"] = new("of another member", before) },
            };
        }
    }

    public static Statement Development => Month with { Issuer = Month.Issuer with { Development = true } };

    public static Statement Empty => Month with
    {
        Figures = new StatementFigures(0, [new("pv-1", 0), new("wind-1", 0), new("storage", 0)], 0, null, 0, 0, 0),
        Quality = new StatementQuality(0, 0, 0)
    };

    public static Statement WithSources(int count)
    {
        var codes = Enumerable.Range(1, count).Select(i => i == count ? "storage" : $"unit-{i:00}").ToList();
        return Month with
        {
            Figures = Month.Figures with { AttributedWh = [.. codes.Select((c, i) => new KeyValuePair<string, long>(c, 1_000_001L * i))] },
            Factors = Month.Factors with { Sources = [.. codes.Select(c => new KeyValuePair<string, string>(c, "12.5"))] },
            Basis = Month.Basis with
            {
                Contracts = [.. Enumerable.Range(1, 6).Select(i => new StatementContract($"contract-{i}", "priorityTiers", Hash(i)))],
                ReadingsSha256 = [.. Enumerable.Range(1, 5).Select(Hash)]
            }
        };
    }

    public static Statement LongNames
    {
        get
        {
            var en = string.Join(' ', Enumerable.Repeat("Consolidated Advanced Manufacturing", 8));
            var zh = string.Concat(Enumerable.Repeat("长三角一体化先进制造（集团）股份有限公司、", 9));
            var code = new string('w', 180);
            return Month with
            {
                Number = $"mg-1-201801-{code}-r1",
                Member = new StatementMember(code, en, zh, "91310000MA1K3XYZ9D"),
                Park = new StatementParty("harbour", en, zh),
                ResponsibleEntity = new StatementEntity(en, zh, "91310000MA1FL0AB2C"),
                MicrogridName = new string('W', 400),
                Supersedes = $"mg-1-201801-{code}-r0",
                Issuer = Month.Issuer with { Name = en },
                Basis = Month.Basis with { Contracts = [new StatementContract(code, "proRata", Hash(1))] },
                Figures = new StatementFigures(long.MaxValue, [new(code, long.MaxValue), new("storage", long.MinValue)], long.MaxValue, 1_000_000, long.MaxValue, long.MinValue, long.MinValue)
            };
        }
    }

    /// <summary>Texts longer than a page.</summary>
    public static Statement Endless
    {
        get
        {
            var words = string.Join(' ', Enumerable.Range(1, 1500).Select(i => $"word{i}"));
            var code = new string('x', 4000);
            return Month with
            {
                Member = Month.Member with { Name = words, NameZh = "" },
                Figures = Month.Figures with { AttributedWh = [new(code, 1), new("storage", 2)] },
                Factors = Month.Factors with { Provenance = words, Sources = [] },
                Basis = Month.Basis with { ReadingsSha256 = [.. Enumerable.Range(0, 100).Select(Hash)] }
            };
        }
    }

    public static IReadOnlyList<DayBar> Days(int count = 31) =>
        [.. Enumerable.Range(0, count).Select(i => new DayBar(new DateOnly(2018, 1, 1).AddDays(i), 39_000_000 + 7_000_000 * (i * 7 % 5), 18_000_000 + 4_000_000 * (i * 3 % 7)))];

    public static byte[] Render(Statement statement, PdfSigner? signer = null, IReadOnlyList<DayBar>? days = null, string url = Url, StatementContext? context = null) =>
        StatementPdf.Render(new StatementPdfInput(statement, StatementHash, url, days ?? Days(), signer) { Context = context ?? new() });

    private static string Hash(int seed) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)seed]));
}
