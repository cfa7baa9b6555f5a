using System.Text;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>The one entry gives every format to its reader and takes what the profile names.</summary>
public sealed class IntakeReaderTests
{
    private static readonly string Day = $"300,20240101,{string.Join(',', Enumerable.Repeat("1", 24))},A,,,,";
    private static readonly byte[] Nem12 = MeterFormats.Bytes(
        "100,NEM12,202401010000,M,R", "200,N1,E1B1,1,E1,N1,M1,kWh,60,", Day, "200,N1,E1B1,1,B1,N1,M1,kWh,60,", Day, "200,N1,E1B1,1,B2,N1,M1,kWh,60,", Day, "900");

    private static ImportProfile Profile(IntakeFormat format, params (string, string?)[] channels) =>
        new() { Format = format, Channels = channels.ToDictionary(c => c.Item1, c => c.Item2) };

    [Fact]
    public void Channels_are_those_of_the_profile_and_the_rest_is_noted()
    {
        var file = IntakeReader.Read(Nem12, "m.csv", Profile(IntakeFormat.Nem12, ("N1-E1", "MP-1"), ("N1-B1", null))).Value;
        file.Channels.Select(c => c.Name).ShouldBe(["N1-E1"]);
        var note = file.Notes.ShouldHaveSingleItem();
        (note.Code.Code, note.Code.Args[0], note.Count).ShouldBe(("intake.note_passed_over", "N1-B2", 1L));
        var none = IntakeReader.Read(Nem12, "m.csv", Profile(IntakeFormat.Nem12, ("N2-E1", "MP-1"))).FirstError;
        (none.Code, none.Args[0]).ShouldBe(("intake.no_channel", "N1-E1, N1-B1, N1-B2"));
    }

    [Fact]
    public void Archives_hold_files_of_any_format()
    {
        var csv = MeterFormats.Bytes("time,A", "2024-01-01 00:00:00,1", "2024-01-01 00:15:00,2");
        var more = MeterFormats.Bytes("time,A", "2024-01-01 00:30:00,3");
        var wide = IntakeReader.Read(ArchiveTests.Zip(("1.csv", csv), ("2.csv", more)), "a.zip", Profile(IntakeFormat.WideCsv, ("A", "MP-A"))).Value;
        wide.Channels.ShouldHaveSingleItem().Microjoules.Sum().ShouldBe(6_000 * MeterChannel.MicrojoulesPerWh);

        var workbook = Workbook.Of(Workbook.Texts("time", "A"), Workbook.Number("45292") + Workbook.Number("1"));
        var profile = Profile(IntakeFormat.WideXlsx, ("A", "MP-A"));
        IntakeReader.Read(workbook, "w.xlsx", profile).Value.Channels.Count.ShouldBe(1);
        IntakeReader.Read(ArchiveTests.Zip(("w.xlsx", workbook)), "a.zip", profile).Value.Channels.Count.ShouldBe(1);
        IntakeReader.Read(ArchiveTests.Zip(("m.csv", Nem12)), "a.zip", Profile(IntakeFormat.Nem12, ("N1-E1", "MP-1"))).Value.Channels.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(IntakeFormat.Nem12)]
    [InlineData(IntakeFormat.LongCsv)]
    [InlineData(IntakeFormat.WideCsv)]
    public void A_file_of_an_archive_may_hold_none_of_the_channels_but_not_all_of_them(IntakeFormat format)
    {
        byte[] File(string meter) => format switch
        {
            IntakeFormat.Nem12 => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Nem12).Replace("N1,E1B1", meter + ",E1B1", StringComparison.Ordinal)),
            IntakeFormat.LongCsv => MeterFormats.Bytes("time,meter,value", $"2024-01-01 00:00:00,{meter}-E1,1"),
            _ => MeterFormats.Bytes($"time,{meter}-E1", "2024-01-01 00:00:00,1"),
        };
        var zip = ArchiveTests.Zip(("1.csv", File("N1")), ("2.csv", File("N2")), ("3.csv", File("N3")));
        var file = IntakeReader.Read(zip, "a.zip", Profile(format, ("N2-E1", "MP-2"), ("N3-E1", null))).Value;
        file.Channels.ShouldHaveSingleItem().Name.ShouldBe("N2-E1");
        var passed = file.Notes.Where(n => n.Code.Code == "intake.note_no_channel").ToArray();
        passed.Select(n => n.Code.Place!.Value.File).ShouldBe(["a.zip/1.csv", "a.zip/3.csv"]);
        passed[0].Code.Args[0]!.ToString()!.ShouldContain("N1-E1");
        passed[1].Code.Args[0]!.ToString()!.ShouldContain("N3-E1");

        var none = IntakeReader.Read(zip, "a.zip", Profile(format, ("N1-E1", null), ("N4-E1", "MP-4")));
        none.Errors.Select(e => $"{e.Place?.File} {e.Code}").ShouldBe(["a.zip/1.csv intake.no_channel", "a.zip/2.csv intake.no_channel", "a.zip/3.csv intake.no_channel"]);
        for (var i = 0; i < 3; i++) none.Errors[i].Args[0]!.ToString()!.ShouldContain($"N{i + 1}-E1");
        // what is wrong otherwise is not passed over
        IntakeReader.Read(ArchiveTests.Zip(("1.csv", File("N1")), ("2.csv", File("N2")), ("3.csv", [])), "a.zip", Profile(format, ("N2-E1", "MP-2"))).FirstError.Code.ShouldBe("intake.empty");
    }

    [Fact]
    public void A_file_of_another_format_is_refused_by_its_reader()
    {
        IntakeReader.Read(Nem12, "m.csv", Profile(IntakeFormat.GreenButton, ("A", "B"))).FirstError.Code.ShouldBe("intake.espi_not_xml");
        IntakeReader.Read(Nem12, "m.csv", Profile(IntakeFormat.WideXlsx, ("A", "B"))).FirstError.Code.ShouldBe("intake.xlsx_no_workbook");
        IntakeReader.Read("<feed/>"u8.ToArray(), "m.csv", Profile(IntakeFormat.Nem12, ("A", "B"))).FirstError.Code.ShouldBe("intake.mdff_no_header");
        IntakeReader.Read(Nem12, "m.csv", Profile(IntakeFormat.Nem12) with { Stamps = new StampLayout { Zone = "nowhere" } }).FirstError.Code.ShouldBe("intake.bad_profile");
    }
}
