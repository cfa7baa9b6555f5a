using GreenPark.Documents.Pdf;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>What a rendered statement says, and what only some statements say.</summary>
public sealed class StatementPdfTests
{
    [Fact]
    public void The_text_holds_both_titles_the_parties_and_every_figure()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Month));
        string[] expected =
        [
            "绿色电力归属核算单", "Green Energy Attribution Statement", "mg-1-201801-forge-r1", "2018-02-03 02:00:00 UTC", "正式 Final",
            "海港园区", "Harbour Park (harbour)", "海港园区能源有限公司", "91310000MA1FL0AB2C", "锻造股份有限公司", "Forge Co., Ltd. (forge)", "91310000MA1K3XYZ9D",
            "2018-01-01 – 2018-01-31", "2,976 intervals of 15 minutes", "Asia/Shanghai",
            "1,234,567.891", "857,345.802", "300,000.123", "512,345.678", "45,000.001", "69.4450 %", "662,469.130", "220,901.255", "460,051.757",
            "其他供电 Other supply", "matched in every interval of 15 minutes", "与范围二分列 Reported beside Scope 2", "(kgCO₂)", "536.6 gCO₂/kWh", "585.6 gCO₂/kWh", "运行排放 operational", "生态环境部 2024 年第 33 号公告", "gpm-1", "jp-2018", "按用电量比例 pro rata",
            "2,950", "未核发 outstanding", Samples.Url, "Page 1 of 2", "第 2 页，共 2 页"
        ];
        foreach (var part in expected) text.ShouldContain(part);
        Grouped(text, Samples.StatementHash);
        Grouped(text, Samples.Month.Basis.ParkSha256);
        Grouped(text, Samples.Month.Basis.ReadingsSha256[0]);
        Grouped(text, Samples.Month.Basis.Contracts[0].Sha256);
        Grouped(text, Samples.Month.Issuer.CertificateSha256);
    }

    [Fact]
    public void Every_page_of_a_provisional_statement_and_no_other_carries_the_watermark()
    {
        var pages = ReadBack.Pages(Samples.Render(Samples.Provisional));
        pages.Length.ShouldBeGreaterThan(1);
        pages.ShouldAllBe(page => page.ReplaceLineEndings("").Contains("PROVISIONAL暂定"));
        string.Concat(pages).ShouldContain("A final statement will replace it");
        ReadBack.Text(Samples.Render(Samples.Month)).ReplaceLineEndings("").ShouldNotContain("PROVISIONAL", Case.Sensitive);
    }

    [Fact]
    public void A_provisional_statement_leads_to_no_public_page()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Provisional));
        var final = ReadBack.Text(Samples.Render(Samples.Month));
        foreach (var part in (string[])[Samples.Url, "QR", "签发时间"])
        {
            final.ShouldContain(part);
            text.ShouldNotContain(part);
        }
        text.ShouldContain("生成时间 Made at");
        text.ShouldContain("mg-1-201801-forge-r2 (暂定 provisional)");
    }

    [Fact]
    public void Every_page_says_development_signature_only_for_a_development_key()
    {
        var pages = ReadBack.Pages(Samples.Render(Samples.Development));
        pages.Length.ShouldBeGreaterThan(1);
        pages.ShouldAllBe(page => page.Contains("开发签名 development signature"));
        string.Concat(pages).ShouldContain("does not prove who issued this");
        ReadBack.Text(Samples.Render(Samples.Month)).ShouldNotContain("development");
    }

    [Theory]
    [InlineData(CertificateStatus.Outstanding, true)]
    [InlineData(CertificateStatus.Issued, true)]
    [InlineData(CertificateStatus.Transferred, true)]
    [InlineData(CertificateStatus.Retired, false)]
    public void The_market_based_figure_is_provisional_until_certificates_are_retired(CertificateStatus status, bool provisional)
    {
        var text = ReadBack.Text(Samples.Render(Samples.Month with { Basis = Samples.Month.Basis with { Certificates = status } }));
        text.Contains("基于市场的排放量（暂定） Market-based emissions (provisional)").ShouldBe(provisional);
        text.Contains("相应绿证核销之前").ShouldBe(provisional);
        text.Contains("Until the matching green certificates are retired").ShouldBe(provisional);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tracing_of_the_projects_own_is_called_so(bool shadow)
    {
        var text = ReadBack.Text(Samples.Render(Samples.Month with { Basis = Samples.Month.Basis with { Shadow = shadow } }));
        text.Contains("not the grid company's").ShouldBe(shadow);
        text.Contains("并非电网企业").ShouldBe(shadow);
    }

    [Fact]
    public void Masses_take_the_unit_family_of_the_factors()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Month with { Factors = Samples.Month.Factors with { Unit = "gCO2e/kWh", Family = "lifecycle" } }));
        text.ShouldContain("(kgCO₂e)");
        text.ShouldContain("全生命周期 life cycle");
        text.ShouldNotContain("(kgCO₂)");
    }

    [Fact]
    public void A_member_that_used_nothing_has_no_matched_share()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Empty, days: []));
        text.ShouldContain("Nothing was consumed");
        text.ShouldContain("0.000 kWh");
        text.ShouldNotContain("%");
    }

    [Fact]
    public void Registered_names_stand_beside_codes()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Month, context: new StatementContext
        {
            MicrogridNameZh = "海港绿电直连",
            Sources = new Dictionary<string, SourceName> { ["pv-1"] = new("Rooftop PV", "屋顶光伏"), ["wind-1"] = new("Breakwater wind", "") },
        }));
        foreach (var part in (string[])["海港绿电直连", "屋顶光伏 Rooftop PV (pv-1)", "Breakwater wind (wind-1)", "储能 storage"]) text.ShouldContain(part);
    }

    [Fact]
    public void A_correction_says_why_and_what_changed()
    {
        var text = ReadBack.Text(Samples.Render(Samples.Correction, context: Samples.Corrected));
        string[] expected =
        [
            "所替代的归属单 Supersedes", "mg-1-201801-forge-r1", "Meter MP-F1 was read late",
            "用电量 Consumption (kWh) 1,234,000.000 1,234,567.891 +567.891", "857,345.803 857,345.802 -0.001", "220,901.255 220,901.255 0.000",
        ];
        foreach (var part in expected) text.ShouldContain(part);
        text.ShouldNotContain("of another member");
        ReadBack.Text(Samples.Render(Samples.Month)).ShouldNotContain("差额");
    }

    /// <summary>An ordinary month with a development signature has two pages; where a third is needed, the signature is not alone on it.</summary>
    [Fact]
    public void The_signature_stands_with_what_it_is_checked_by()
    {
        var signer = new PdfSigner(_ => [0x30, 0x03, 0x02, 0x01, 0x05]);
        var month = ReadBack.Pages(Samples.Render(Samples.Development, signer));
        month.Length.ShouldBe(2);
        var correction = ReadBack.Pages(Samples.Render(Samples.Correction with { Issuer = Samples.Development.Issuer }, signer, context: Samples.Corrected));
        foreach (var last in (string[])[month[^1], correction[^1]])
        {
            last.ShouldContain("核验 Verification");
            last.ShouldContain("数字签名 Digital signature");
        }
    }

    private static void Grouped(string text, string hash) => text.ShouldContain(string.Join(' ', hash.Chunk(8).Select(group => new string(group))));
}
