using System.Text;
using System.Xml;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Green Button: resources joined by links, numbers exact, everything that is no interval energy passed over by name.</summary>
public sealed class GreenButtonTests
{
    private const string Point = "Customer/1/UsagePoint/01";

    private static string Entry(string self, string up, string content, string related = "", string title = "") =>
        $"""<entry><link rel="self" href="{self}"/><link rel="up" href="{up}"/>{related}<title>{title}</title><content>{content}</content></entry>""";

    private static string Related(string href) => $"""<link rel="related" href="{href}"/>""";

    private static string Type(string fields = "<uom>72</uom>", string self = "ReadingType/07") =>
        Entry(self, "ReadingType", $"""<ReadingType xmlns="http://naesb.org/espi"><intervalLength>900</intervalLength>{fields}</ReadingType>""");

    private static string Meter(string id = "01", string type = "ReadingType/07") =>
        Entry($"{Point}/MeterReading/{id}", $"{Point}/MeterReading", """<MeterReading xmlns="http://naesb.org/espi"/>""", Related(type), "Quarter-hours");

    private static string Reading(long start, string value, string quality = "", int duration = 900) =>
        $"<IntervalReading>{quality}<timePeriod><duration>{duration}</duration><start>{start}</start></timePeriod>{value}</IntervalReading>";

    private static string Block(string readings, string id = "01") => Entry(
        $"{Point}/MeterReading/{id}/IntervalBlock/1", $"{Point}/MeterReading/{id}/IntervalBlock",
        $"""<IntervalBlock xmlns="http://naesb.org/espi"><interval><duration>86400</duration><start>1700000000</start></interval>{readings}</IntervalBlock>""");

    private static string UsagePoint => Entry(Point, "Customer/1/UsagePoint", """<UsagePoint xmlns="http://naesb.org/espi"/>""", title: "Hall 3");

    private static byte[] Feed(params string[] entries) =>
        Encoding.UTF8.GetBytes($"""<feed xmlns="http://www.w3.org/2005/Atom">{UsagePoint}{string.Join('\n', entries)}</feed>""");

    private static Result<IntakeFile> Read(params string[] entries) => GreenButtonIntake.Read(Feed(entries), "g.xml", MeterFormats.GreenButton);

    private static string[] Codes(params string[] entries)
    {
        var read = Read(entries);
        read.IsFailure.ShouldBeTrue();
        return [.. read.Errors.Select(e => e.Code)];
    }

    [Fact]
    public void The_sample_file_gives_the_figures_of_the_independent_script()
    {
        const string name = "greenbutton/sample_greenbutton_data.xml";
        var file = GreenButtonIntake.Read(MeterFormats.Read(name), name, MeterFormats.GreenButton).Value;
        file.ShouldBeAsExpected(name);
        file.Channels[0].Note.ShouldBe("Coastal Single Family; Hourly Electricity Consumption; forward");
        file.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Resources_are_joined_by_their_links_in_any_order()
    {
        var file = Read(
            Block(Reading(1700000900, "<value>20</value>") + Reading(1700000000, "<value>10</value>")), Meter(), Type("<uom>72</uom><flowDirection>19</flowDirection>"),
            Meter("02", "ReadingType/08"), Block(Reading(1700000000, "<value>4</value>"), "02"), Type("<uom>38</uom>", "ReadingType/08")).Value;
        file.Channels.Select(c => (c.Name, c.Note)).ShouldBe([
            ("UsagePoint/01/MeterReading/01", "Hall 3; Quarter-hours; reverse"), ("UsagePoint/01/MeterReading/02", "Hall 3; Quarter-hours")]);
        file.Channels[0].StartUtcSeconds.ShouldBe([1700000000, 1700000900]);
        file.Channels[0].Microjoules.ShouldBe([10 * MeterChannel.MicrojoulesPerWh, 20 * MeterChannel.MicrojoulesPerWh]);
        file.Channels[1].Microjoules.ShouldBe([MeterChannel.MicrojoulesPerWh]);   // 4 W over a quarter of an hour
        file.Channels[0].IntervalSeconds.ShouldBe(900);
    }

    [Theory]
    [InlineData(3, "2", 2_000_000_000L)]
    [InlineData(0, "2", 2_000_000L)]
    [InlineData(-3, "2", 2_000L)]
    [InlineData(-6, "1", 1L)]
    public void Powers_of_ten_are_exact(int power, string value, long microWh) =>
        Read(Type($"<uom>72</uom><powerOfTenMultiplier>{power}</powerOfTenMultiplier>"), Meter(), Block(Reading(1700000000, $"<value>{value}</value>"))).Value
            .Channels[0].Microjoules.ShouldBe([microWh * 3_600]);

    [Theory]
    [InlineData("", "", ReadingQuality.Measured, "")]
    [InlineData("", "0", ReadingQuality.Measured, "0")]
    [InlineData("", "14", ReadingQuality.Measured, "14")]
    [InlineData("", "8", ReadingQuality.Estimated, "8")]
    [InlineData("19", "8", ReadingQuality.Measured, "19")]
    [InlineData("7", "", ReadingQuality.Edited, "7")]
    [InlineData("9", "", ReadingQuality.Estimated, "9")]
    [InlineData("10", "", ReadingQuality.Estimated, "10")]
    [InlineData("17+7", "", ReadingQuality.Edited, "17+7")]
    [InlineData("8+7", "", ReadingQuality.Estimated, "8+7")]
    public void Quality_codes_are_mapped_and_kept(string codes, string preset, ReadingQuality quality, string mark)
    {
        var own = string.Concat(codes.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(c => $"<ReadingQuality><quality>{c}</quality></ReadingQuality>"));
        var channel = Read(Type("<uom>72</uom>" + (preset.Length > 0 ? $"<defaultQuality>{preset}</defaultQuality>" : "")), Meter(), Block(Reading(1700000000, "<value>1</value>", own))).Value.Channels[0];
        ((ReadingQuality)channel.Quality[0]).ShouldBe(quality);
        channel.MarkTexts[channel.Marks[0]].ShouldBe(mark);
    }

    [Theory]
    [InlineData("<uom>71</uom>", "uom 71")]
    [InlineData("", "uom ")]
    [InlineData("<uom>72</uom><commodity>7</commodity>", "commodity 7")]
    [InlineData("<uom>72</uom><accumulationBehaviour>9</accumulationBehaviour>", "accumulationBehaviour 9")]
    [InlineData("<uom>38</uom><dataQualifier>8</dataQualifier>", "dataQualifier 8")]
    public void What_is_no_interval_energy_is_passed_over_by_name(string fields, string why)
    {
        var file = Read(Type(), Meter(), Block(Reading(1700000000, "<value>1</value>")),
            Type(fields, "ReadingType/08"), Meter("02", "ReadingType/08"), Block(Reading(1700000000, "<value>4</value>"), "02")).Value;
        file.Channels.Select(c => c.Name).ShouldBe(["UsagePoint/01/MeterReading/01"]);
        var note = file.Notes.ShouldHaveSingleItem();
        (note.Code.Code, note.Count).ShouldBe(("intake.espi_passed_over", 1L));
        note.Code.Args.ShouldBe(["UsagePoint/01/MeterReading/02", why]);
        Codes(Type(fields), Meter(), Block(Reading(1700000000, "<value>1</value>"))).ShouldBe(["intake.espi_no_energy"]);
    }

    [Theory]
    [InlineData("<value>x</value>", "intake.espi_bad_number")]
    [InlineData("<value>1.5</value>", "intake.espi_bad_number")]
    [InlineData("<value>9999999999999999999</value>", "intake.espi_bad_number")]
    [InlineData("<value>99999999999</value>", "intake.amount_too_large")]
    [InlineData("<value>-1</value>", "intake.amount_negative")]
    public void A_value_that_is_none_is_refused(string value, string code) => Codes(Type(), Meter(), Block(Reading(1700000000, value))).ShouldBe([code]);

    [Fact]
    public void Times_are_checked_against_length_block_and_neighbours()
    {
        string[] Of(string readings) => Codes(Type(), Meter(), Block(readings));
        const string one = "<value>1</value>", two = "<value>2</value>";
        Of(Reading(1700000000, one, duration: 3600)).ShouldBe(["intake.espi_duration"]);
        Of(Reading(1699999999, one)).ShouldBe(["intake.espi_outside_block"]);
        Of(Reading(1700000000 + 86400 - 899, one)).ShouldBe(["intake.espi_outside_block"]);
        Of("<IntervalReading><value>1</value></IntervalReading>").ShouldBe(["intake.espi_no_period"]);
        Of(Reading(1700000000, one) + Reading(1700000000, two)).ShouldBe(["intake.readings_conflict"]);
        Of(Reading(1700000000, one) + Reading(1700000899, one)).ShouldBe(["intake.readings_conflict"]);
        Of(Reading(1700000000, one, "<ReadingQuality><quality>99</quality></ReadingQuality>")).ShouldBe(["intake.espi_quality"]);
        var note = Read(Type(), Meter(), Block(Reading(1700000000, one) + Reading(1700000000, one))).Value.Notes.ShouldHaveSingleItem();
        note.Code.Code.ShouldBe("intake.reading_repeated");
        var missing = Read(Type(), Meter(), Block(Reading(1700000000, one) + Reading(1700000900, ""))).Value;
        missing.Channels[0].StartUtcSeconds.ShouldBe([1700000000]);
        missing.Notes.ShouldHaveSingleItem().Code.Code.ShouldBe("intake.null_readings");
    }

    [Fact]
    public void Broken_links_are_told()
    {
        Codes(Type(), Block(Reading(1700000000, "<value>1</value>"))).ShouldContain("intake.espi_block_alone");
        Codes(Meter(), Block(Reading(1700000000, "<value>1</value>"))).ShouldBe(["intake.espi_no_type"]);
        Codes(Type("<uom>72</uom><powerOfTenMultiplier>13</powerOfTenMultiplier>"), Meter(), Block(Reading(1700000000, "<value>0</value>"))).ShouldBe(["intake.espi_multiplier"]);
        // no such power is ever raised
        Codes(Type("<uom>72</uom><powerOfTenMultiplier>2000000000</powerOfTenMultiplier>"), Meter(), Block(Reading(1700000000, "<value>1</value>"))).ShouldBe(["intake.espi_multiplier"]);
        Codes(Type(), Meter()).ShouldBe(["intake.espi_no_energy"]);
    }

    [Theory]
    [InlineData(253_402_300_800)]
    [InlineData(-62_135_596_801)]
    public void An_instant_that_no_calendar_has_is_no_period(long start)
    {
        var block = Block(Reading(start, "<value>1</value>") + Reading(start, "<value>2</value>")).Replace("<interval><duration>86400</duration><start>1700000000</start></interval>", "", StringComparison.Ordinal);
        Codes(Type(), Meter(), block).ShouldBe(["intake.espi_no_period", "intake.espi_no_period"]);
    }

    [Fact]
    public void Entries_of_nothing_take_no_memory()
    {
        var feed = new EspiFeed("g.xml");
        using var xml = XmlReader.Create(new MemoryStream(Feed([Type(), Meter(), .. Enumerable.Repeat(Entry("x", "y", "<p/>"), 1_000), Block(Reading(1700000000, "<value>1</value>"))])));
        new EspiReader(xml, feed).ReadAll();
        feed.Entries.Count.ShouldBe(4, "usage point, reading type, meter reading, block");
    }

    [Fact]
    public void What_stands_twice_or_behind_two_hundred_blanks_is_not_passed_over()
    {
        Codes(Type(), Meter(), Block(Reading(1700000000, "<value>1</value><value>2</value>"))).ShouldBe(["intake.espi_twice"]);
        Codes(Type(), Meter(), Block(Reading(1700000000, "<value>1</value><timePeriod><duration>900</duration><start>1700000900</start></timePeriod>"))).ShouldBe(["intake.espi_twice"]);
        Codes(Type().Replace("</content>", """<ReadingType xmlns="http://naesb.org/espi"><uom>38</uom></ReadingType></content>""", StringComparison.Ordinal), Meter(), Block(Reading(1700000000, "<value>1</value>"))).ShouldBe(["intake.espi_twice"]);
        Codes(Type(), Meter(), Block(Reading(1700000000, $"<value>5{new string(' ', 300)}3</value>"))).ShouldBe(["intake.espi_bad_number"]);
        Read(Type(), Meter(), Block(Reading(1700000000, "<value> 5 </value>"))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Two_customers_may_have_the_same_numbers()
    {
        string Other(string entry) => entry.Replace("Customer/1", "Customer/2", StringComparison.Ordinal);
        var block = Block(Reading(1700000000, "<value>1</value>"));
        Read(Type(), Meter(), block, Other(Meter()), Other(block)).Value.Channels.Select(c => c.Name)
            .ShouldBe(["Customer/1/UsagePoint/01/MeterReading/01", "Customer/2/UsagePoint/01/MeterReading/01"]);
    }

    [Theory]
    [InlineData("""<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>""", "intake.espi_not_xml")]
    [InlineData("""<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed xmlns="http://www.w3.org/2005/Atom"/>""", "intake.espi_not_xml")]
    [InlineData("""<?xml version="1.0" encoding="klingon"?><feed xmlns="http://www.w3.org/2005/Atom"/>""", "intake.espi_not_xml")]
    [InlineData("""<feed xmlns="http://www.w3.org/2005/Atom"><entry>""", "intake.espi_not_xml")]
    [InlineData("not xml", "intake.espi_not_xml")]
    [InlineData("<html/>", "intake.espi_no_feed")]
    [InlineData("""<feed xmlns="http://www.w3.org/2005/Atom"/>""", "intake.espi_no_energy")]
    [InlineData("", "intake.empty")]
    public void Another_document_is_refused(string xml, string code) =>
        GreenButtonIntake.Read(Encoding.UTF8.GetBytes(xml), "g.xml", MeterFormats.GreenButton).FirstError.Code.ShouldBe(code);

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        Codes(deep).ShouldBe(["intake.espi_not_xml"]);
    }
}
