using System.Globalization;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>A statement as a file and on paper: the same bytes everywhere, sound to other readers, within its margins, whatever it is given.</summary>
public sealed class StatementPdfFileTests
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
    public void The_file_is_sound_to_another_reader()
    {
        CommandLine.Need("qpdf");
        using var folder = new Folder();
        foreach (var name in (string[])["month", "provisional", "empty", "sources", "long", "year"])
            CommandLine.Run("qpdf", "--check", folder.Put(name, Sample(name))).ShouldContain("No syntax or stream encoding errors");
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

    [Fact]
    public void Sixty_sources_and_many_contracts_all_stand_in_the_document()
    {
        var statement = Samples.WithSources(60);
        var text = ReadBack.Text(Samples.Render(statement));
        foreach (var (code, wh) in statement.Figures.AttributedWh)
        {
            text.ShouldContain(code);
            text.ShouldContain(StatementNumbers.Thousandths(wh));
        }
        foreach (var contract in statement.Basis.Contracts) text.ShouldContain(contract.Code);
        (text.Split("Attributed energy (kWh)").Length - 1).ShouldBe(2, "the table's head is repeated on its second page");
    }

    [Theory]
    [InlineData("\U00013000 𠮷 Ёжик", "\U00013000")]
    [InlineData("Line\nend\tand\u202Eturn", "Line end and")]
    [InlineData("half {half} a pair", "half \uFFFD a pair")]
    public void Odd_characters_in_a_name_neither_crash_nor_vanish(string name, string expected) =>
        ReadBack.Text(Samples.Render(Samples.Month with { Member = Samples.Month.Member with { Name = name.Replace("{half}", "\uD800") } })).ShouldContain(expected);

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
            folder.Put($"{i}.pdf", pdf);
        }
        CommandLine.Need("pdftotext");
        for (var i = 0; i < 40; i++) CommandLine.Run("pdftotext", "-q", folder[$"{i}.pdf"], "-").ShouldContain("绿色电力归属核算单", Case.Sensitive, $"{i}");
    }

    [Fact]
    public void An_address_too_long_for_a_code_is_still_printed_and_none_is_none()
    {
        var url = "https://park.example.org/" + new string('x', 500);
        ReadBack.Text(Samples.Render(Samples.Month, url: url)).ReplaceLineEndings("").ShouldContain(url);
        ReadBack.Text(Samples.Render(Samples.Month, url: "")).ShouldContain("核验 Verification");
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
}
