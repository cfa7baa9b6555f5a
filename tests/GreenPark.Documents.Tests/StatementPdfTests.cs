using System.Globalization;
using GreenPark.Documents.Pdf;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>What a rendered statement says, read back with poppler.</summary>
public sealed class StatementPdfTests
{
    [Fact]
    public void The_same_input_gives_the_same_bytes_in_every_culture()
    {
        var first = Samples.Render(Samples.Provisional);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            foreach (var name in (string[])["de-DE", "ar-SA", "th-TH", "zh-CN"])
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
                Samples.Render(Samples.Provisional).ShouldBe(first, name);
            }
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
        Samples.Render(Samples.Month).ShouldNotBe(first);
    }

    [Fact]
    public void Many_threads_get_the_same_bytes()
    {
        var expected = Samples.Render(Samples.Month);
        Parallel.For(0, 8, _ => Samples.Render(Samples.Month).ShouldBe(expected));
    }

    /// <summary>Every kind of statement stays below 120 kB; GREENPARK_PDF_FOLDER names a folder to put them in for the eye.</summary>
    [Theory]
    [InlineData("month")]
    [InlineData("provisional")]
    [InlineData("empty")]
    [InlineData("sources")]
    [InlineData("long")]
    [InlineData("year")]
    [InlineData("endless")]
    [InlineData("odd")]
    [InlineData("correction")]
    public void A_statement_is_small(string name)
    {
        var bytes = Sample(name);
        bytes.Length.ShouldBeLessThan(120_000);
        if (Environment.GetEnvironmentVariable("GREENPARK_PDF_FOLDER") is { } folder) File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), bytes);
    }

    [Fact]
    public void The_text_holds_both_titles_the_parties_and_every_figure()
    {
        var text = Text(Samples.Render(Samples.Month));
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
    public void Fonts_are_embedded_as_subsets_with_a_way_back_to_Unicode()
    {
        CommandLine.Need("pdffonts");
        using var folder = new Folder();
        var fonts = CommandLine.Run("pdffonts", folder.Put("statement.pdf", Samples.Render(Samples.Month))).Split('\n')[2..];
        fonts.Where(line => line.Length > 0).ShouldAllBe(line => line.Contains("yes yes yes"));
        string.Join('\n', fonts).ShouldContain("NotoSansSC-Bold");
    }

    [Fact]
    public void The_file_is_sound_to_another_reader()
    {
        CommandLine.Need("qpdf");
        using var folder = new Folder();
        foreach (var name in (string[])["month", "provisional", "empty", "sources", "long", "year"])
            CommandLine.Run("qpdf", "--check", folder.Put(name, Sample(name))).ShouldContain("No syntax or stream encoding errors");
    }

    [Fact]
    public void Every_page_of_a_provisional_statement_and_no_other_carries_the_watermark()
    {
        Pages(Samples.Render(Samples.Provisional)).ShouldAllBe(page => page.ReplaceLineEndings("").Contains("PROVISIONAL暂定"));
        Text(Samples.Render(Samples.Provisional)).ShouldContain("A final statement will replace it");
        Text(Samples.Render(Samples.Month)).ReplaceLineEndings("").ShouldNotContain("PROVISIONAL", Case.Sensitive);
    }

    [Fact]
    public void Every_page_says_development_signature_only_for_a_development_key()
    {
        Pages(Samples.Render(Samples.Development)).ShouldAllBe(page => page.Contains("开发签名 development signature"));
        Text(Samples.Render(Samples.Development)).ShouldContain("does not prove who issued this");
        Text(Samples.Render(Samples.Month)).ShouldNotContain("development");
    }

    [Theory]
    [InlineData(CertificateStatus.Outstanding, true)]
    [InlineData(CertificateStatus.Issued, true)]
    [InlineData(CertificateStatus.Transferred, true)]
    [InlineData(CertificateStatus.Retired, false)]
    public void The_market_based_figure_is_provisional_until_certificates_are_retired(CertificateStatus status, bool provisional)
    {
        var text = Text(Samples.Render(Samples.Month with { Basis = Samples.Month.Basis with { Certificates = status } }));
        text.Contains("基于市场的排放量（暂定） Market-based emissions (provisional)").ShouldBe(provisional);
        text.Contains("相应绿证核销之前").ShouldBe(provisional);
        text.Contains("Until the matching green certificates are retired").ShouldBe(provisional);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tracing_of_the_projects_own_is_called_so(bool shadow)
    {
        var text = Text(Samples.Render(Samples.Month with { Basis = Samples.Month.Basis with { Shadow = shadow } }));
        text.Contains("not the grid company's").ShouldBe(shadow);
        text.Contains("并非电网企业").ShouldBe(shadow);
    }

    [Fact]
    public void Masses_take_the_unit_family_of_the_factors()
    {
        var text = Text(Samples.Render(Samples.Month with { Factors = Samples.Month.Factors with { Unit = "gCO2e/kWh", Family = "lifecycle" } }));
        text.ShouldContain("(kgCO₂e)");
        text.ShouldContain("全生命周期 life cycle");
        text.ShouldNotContain("(kgCO₂)");
    }

    [Fact]
    public void A_member_that_used_nothing_has_no_matched_share()
    {
        var text = Text(Samples.Render(Samples.Empty, days: []));
        text.ShouldContain("Nothing was consumed");
        text.ShouldContain("0.000 kWh");
        text.ShouldNotContain("%");
    }

    [Fact]
    public void A_provisional_statement_leads_to_no_public_page()
    {
        var text = Text(Samples.Render(Samples.Provisional));
        text.ShouldNotContain(Samples.Url);
        text.ShouldNotContain("QR");
        text.ShouldNotContain("签发时间");
        text.ShouldContain("生成时间 Made at");
        text.ShouldContain("mg-1-201801-forge-r2 (暂定 provisional)");
    }

    [Fact]
    public void Registered_names_stand_beside_codes()
    {
        var text = Text(Samples.Render(Samples.Month, context: new StatementContext
        {
            MicrogridNameZh = "海港绿电直连",
            Sources = new Dictionary<string, SourceName> { ["pv-1"] = new("Rooftop PV", "屋顶光伏"), ["wind-1"] = new("Breakwater wind", "") },
        }));
        foreach (var part in (string[])["海港绿电直连", "屋顶光伏 Rooftop PV (pv-1)", "Breakwater wind (wind-1)", "储能 storage"]) text.ShouldContain(part);
    }

    [Fact]
    public void A_correction_says_why_and_what_changed()
    {
        var text = Text(Samples.Render(Samples.Correction, context: Samples.Corrected));
        string[] expected =
        [
            "所替代的归属单 Supersedes", "mg-1-201801-forge-r1", "Meter MP-F1 was read late",
            "用电量 Consumption (kWh) 1,234,000.000 1,234,567.891 +567.891", "857,345.803 857,345.802 -0.001", "220,901.255 220,901.255 0.000",
        ];
        foreach (var part in expected) text.ShouldContain(part);
        text.ShouldNotContain("of another member");
        Text(Samples.Render(Samples.Month)).ShouldNotContain("差额");
    }

    /// <summary>An ordinary month with a development signature has two pages; where a third is needed, the signature is not alone on it.</summary>
    [Fact]
    public void The_signature_stands_with_what_it_is_checked_by()
    {
        var signer = new PdfSigner(_ => [0x30, 0x03, 0x02, 0x01, 0x05]);
        var month = Pages(Samples.Render(Samples.Development, signer));
        month.Length.ShouldBe(2);
        var correction = Pages(Samples.Render(Samples.Correction with { Issuer = Samples.Development.Issuer }, signer, context: Samples.Corrected));
        foreach (var last in (string[])[month[^1], correction[^1]])
        {
            last.ShouldContain("核验 Verification");
            last.ShouldContain("数字签名 Digital signature");
        }
    }

    [Fact]
    public void Each_emission_figure_comes_with_its_sum()
    {
        EmissionSums.Location(Samples.Month, LocationBasis.Grid)!.ShouldEndWith(": 1,234,567.891 kWh × 536.6 g/kWh ÷ 1000 = 662,469.1303106 kgCO₂");
        EmissionSums.Market(Samples.Month)!.ShouldEndWith(": (377,222.089 kWh × 585.6 g/kWh + 857,345.802 kWh × 0 g/kWh) ÷ 1000 = 220,901.2553184 kgCO₂");
        EmissionSums.Reduction(Samples.Month)!.ShouldEndWith(": 857,345.802 kWh × (536.6 − 0) g/kWh ÷ 1000 = 460,051.7573532 kgCO₂");
        var text = Text(Samples.Render(Samples.Month)).ReplaceLineEndings(" ");
        foreach (var exact in (string[])["662,469.1303106", "220,901.2553184", "460,051.7573532"]) text.ShouldContain(exact);
    }

    [Fact]
    public void Sources_of_one_factor_count_together_and_a_direct_line_at_its_source()
    {
        var statement = Samples.Month with
        {
            Factors = Samples.Month.Factors with { Sources = [new("pv-1", "40.5"), new("wind-1", "40.5"), new("storage", "0")] },
            Figures = Samples.Month.Figures with { LocationBasedG = 235_317_378 },
        };
        EmissionSums.Location(statement, LocationBasis.DirectLine)!.ShouldEndWith(
            ": (377,222.089 kWh × 536.6 g/kWh + 812,345.801 kWh × 40.5 g/kWh + 45,000.001 kWh × 0 g/kWh) ÷ 1000 = 235,317.3778979 kgCO₂");
    }

    [Fact]
    public void A_sum_that_does_not_lead_to_its_figure_is_left_out()
    {
        var figures = Samples.Month.Figures;
        EmissionSums.Location(Samples.Month, LocationBasis.DirectLine).ShouldBeNull();
        EmissionSums.Market(Samples.Month with { Figures = figures with { MarketBasedG = figures.MarketBasedG + 3 } }).ShouldBeNull();
        EmissionSums.Reduction(Samples.Month with { Figures = figures with { AttributedTotalWh = figures.AttributedTotalWh - 1 } }).ShouldBeNull();
    }

    [Fact]
    public void Forty_sources_and_many_contracts_all_stand_in_the_document()
    {
        var statement = Samples.WithSources(60);
        var text = Text(Samples.Render(statement));
        foreach (var (code, wh) in statement.Figures.AttributedWh)
        {
            text.ShouldContain(code);
            text.ShouldContain(StatementNumbers.Thousandths(wh));
        }
        foreach (var contract in statement.Basis.Contracts) text.ShouldContain(contract.Code);
        Count(text, "Attributed energy (kWh)").ShouldBe(2, "the table's head is repeated on its second page");
    }

    [Theory]
    [InlineData("month")]
    [InlineData("sources")]
    [InlineData("long")]
    [InlineData("empty")]
    [InlineData("endless")]
    [InlineData("correction")]
    public void Nothing_runs_over_the_margins(string name)
    {
        CommandLine.Need("pdftotext");
        using var folder = new Folder();
        var words = CommandLine.Run("pdftotext", "-bbox", folder.Put("statement.pdf", Sample(name)), "-").Split('\n').Where(line => line.Contains("<word ")).ToList();
        words.Count.ShouldBeGreaterThan(100);
        foreach (var word in words)
        {
            double Edge(string edge) => double.Parse(word.Split($"{edge}=\"")[1].Split('"')[0], CultureInfo.InvariantCulture);
            Edge("xMin").ShouldBeGreaterThan(Look.Left - 1, word);
            Edge("xMax").ShouldBeLessThan(Look.Right + 3, word);
            Edge("yMax").ShouldBeLessThan(820, word);
        }
    }

    [Theory]
    [InlineData("\U00013000 𠮷 Ёжик", "\U00013000")]
    [InlineData("Line\nend\tand\u202Eturn", "Line end and")]
    [InlineData("half {half} a pair", "half \uFFFD a pair")]
    public void Odd_characters_in_a_name_neither_crash_nor_vanish(string name, string expected) =>
        Text(Samples.Render(Samples.Month with { Member = Samples.Month.Member with { Name = name.Replace("{half}", "\uD800") } })).ShouldContain(expected);

    [Fact]
    public void Any_string_can_be_a_name()
    {
        var random = new Random(20180101);
        using var folder = new Folder();
        for (var i = 0; i < 40; i++)
        {
            var name = new string([.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => (char)random.Next(0x10000))]);
            var pdf = Samples.Render(Samples.Month with { Number = name, Member = new StatementMember(name, name, name, name), Issuer = Samples.Month.Issuer with { Name = name } });
            pdf.AsSpan(0, 8).SequenceEqual("%PDF-1.7"u8).ShouldBeTrue();
            folder.Put("statement.pdf", pdf);
        }
        CommandLine.Need("pdftotext");
        CommandLine.Run("pdftotext", "-q", folder["statement.pdf"], "-").ShouldContain("绿色电力归属核算单");
    }

    [Fact]
    public void An_address_too_long_for_a_code_is_still_printed()
    {
        var url = "https://park.example.org/" + new string('x', 500);
        Text(Samples.Render(Samples.Month, url: url)).ReplaceLineEndings("").ShouldContain(url);
        Samples.Render(Samples.Month, url: "").Length.ShouldBeGreaterThan(0);
    }

    private static byte[] Sample(string name) => name switch
    {
        "month" => Samples.Render(Samples.Month),
        "correction" => Samples.Render(Samples.Correction, context: Samples.Corrected),
        "provisional" => Samples.Render(Samples.Provisional with { Issuer = Samples.Development.Issuer }),
        "empty" => Samples.Render(Samples.Empty, days: [.. Samples.Days().Select(d => d with { ConsumptionWh = 0, AttributedWh = 0 })]),
        "sources" => Samples.Render(Samples.WithSources(40)),
        "long" => Samples.Render(Samples.LongNames),
        "endless" => Samples.Render(Samples.Endless),
        "odd" => Samples.Render(Samples.Month with { Member = Samples.Month.Member with { Name = "\U00013000 𠮷 Ёжик\u202E 😀" } }),
        _ => Samples.Render(Samples.Month, days: Samples.Days(365))
    };

    private static string Text(byte[] pdf)
    {
        CommandLine.Need("pdftotext");
        using var folder = new Folder();
        return CommandLine.Run("pdftotext", "-raw", "-enc", "UTF-8", folder.Put("statement.pdf", pdf), "-");
    }

    private static string[] Pages(byte[] pdf) => Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

    private static void Grouped(string text, string hash) => text.ShouldContain(string.Join(' ', hash.Chunk(8).Select(group => new string(group))));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
