using System.Collections;
using System.Globalization;
using System.Resources;
using GreenPark.Documents.Pdf;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>Line breaks, numbers and labels.</summary>
public sealed class LayoutTests
{
    /// <summary>Every character is 0.6 of the size wide.</summary>
    private static readonly FontSubset Even = new(new TrueTypeFont(SyntheticFont.Bytes(t => (t["hmtx"][0], t["hmtx"][1]) = (0x02, 0x58))));

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("aaa bbb", 5, "aaa|bbb")]
    [InlineData("aaa bbb", 7, "aaa bbb")]
    [InlineData("aaaaaaaa", 5, "aaaaa|aaa")]
    [InlineData("aa bbbbbbbb", 5, "aa|bbbbb|bbb")]
    [InlineData("aaa   bbb", 4, "aaa|bbb")]
    [InlineData("ab-cdef", 5, "ab-|cdef")]
    [InlineData("绿电归属结算", 4, "绿电归属|结算")]
    [InlineData("绿电归属，结算", 4, "绿电归|属，结算")]
    [InlineData("绿电归（属）", 4, "绿电归|（属）")]
    [InlineData("绿电ab结算", 4, "绿电ab|结算")]
    public void Lines_break_where_they_may(string text, int characters, string expected) =>
        string.Join('|', LineBreaker.Break(Even, text, 10, characters * Even.WidthOf("a", 10) + 0.01)).ShouldBe(expected);

    [Theory]
    [InlineData("abcdefgh", 8, "abcdefgh")]
    [InlineData("abcdefgh", 5, "ab…gh")]
    [InlineData("abcdefgh", 1, "…")]
    public void A_line_too_long_keeps_its_ends(string text, int characters, string expected) =>
        LineBreaker.Shortened(Even, text, 10, characters * Even.WidthOf("a", 10) + 0.01).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0.000")]
    [InlineData(1, "0.001")]
    [InlineData(-1, "-0.001")]
    [InlineData(1_234_567_891, "1,234,567.891")]
    [InlineData(long.MaxValue, "9,223,372,036,854,775.807")]
    [InlineData(long.MinValue, "-9,223,372,036,854,775.808")]
    public void Watt_hours_are_shown_as_kilowatt_hours_exactly(long value, string expected) => StatementNumbers.Thousandths(value).ShouldBe(expected);

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0L, "0.0000 %")]
    [InlineData(694_449L, "69.4449 %")]
    [InlineData(1_000_000L, "100.0000 %")]
    public void Parts_per_million_are_shown_as_percent_exactly(long? ppm, string expected) => StatementNumbers.Percent(ppm).ShouldBe(expected);

    [Theory]
    [InlineData("gCO2/kWh", "kgCO₂")]
    [InlineData("gCO2e/kWh", "kgCO₂e")]
    [InlineData("", "kg")]
    public void Masses_follow_the_factors_unit(string unit, string expected) => StatementNumbers.MassUnit(unit).ShouldBe(expected);

    [Fact]
    public void Both_languages_have_the_same_labels()
    {
        var texts = new ResourceManager("GreenPark.Documents.Statements.StatementLabels", typeof(StatementPdf).Assembly);
        string[] Keys(string culture) => [.. texts.GetResourceSet(CultureInfo.GetCultureInfo(culture), true, false)!.Cast<DictionaryEntry>().Select(e => (string)e.Key).Order()];
        Keys("zh-Hans").ShouldBe(Keys(""));
        StatementLabels.Of("title").ShouldBe(new Bilingual("绿色电力归属核算单", "Green Energy Attribution Statement"));
    }

    [Fact]
    public void Every_status_and_rule_has_a_label()
    {
        foreach (var status in Enum.GetValues<StatementStatus>()) StatementLabels.Of($"status.{status}");
        foreach (var status in Enum.GetValues<CertificateStatus>()) StatementLabels.Of($"certificates.{status}");
        foreach (var rule in Enum.GetNames<AllocationRule>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]))
            StatementLabels.OfCode("rule", rule).Zh.ShouldNotBe(rule);
        StatementLabels.OfCode("rule", "another").ToString().ShouldBe("another");
    }
}
