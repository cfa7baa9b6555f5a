using System.Text;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>A column that names another meter on each row is none that names meters: reading stops before its names fill the memory.</summary>
public sealed class ChannelLimitTests
{
    private const int TooMany = NameRoom.Most + 1;

    [Fact]
    public void A_file_is_read_up_to_the_row_that_names_one_channel_too_many()
    {
        var read = CsvFile.Read(CsvFile.Long, [.. Enumerable.Range(1, TooMany + 50).Select(i => $"2026-03-02 00:00,N{i},x").Prepend("t,meter,kWh")]);
        read.Faults().ShouldBe(["10002:18 too_many_channels"]);
        read.FirstError.Args.ShouldBe(["meter", NameRoom.Most, NameRoom.MostCharacters]);
    }

    [Fact]
    public void As_many_channels_as_there_may_be_are_read() =>
        CsvFile.Read(CsvFile.Long, [.. Enumerable.Range(1, NameRoom.Most - 1).Select(i => $"2026-03-02 00:00,N{i},x").Prepend("2026-03-02 00:00,A,1").Prepend("t,meter,kWh")]).Series().ShouldBe(["03-01 16:00 1000"]);

    [Fact]
    public void Few_names_may_be_too_long_together()
    {
        var name = new string('n', NameRoom.MostCharacters / 4);
        CsvFile.Read(CsvFile.Long, [.. Enumerable.Range(1, 9).Select(i => $"2026-03-02 00:00,{name}{i},1").Prepend("t,meter,kWh")]).Faults().ShouldBe(["5:18 too_many_channels"]);
    }

    [Fact]
    public void Serial_numbers_are_names_too()
    {
        var profile = CsvFile.Long with { Values = new ValueLayout { SerialColumn = "serial" } };
        CsvFile.Read(profile, [.. Enumerable.Range(1, TooMany).Select(i => $"2026-03-02 00:00,A,1,S{i}").Prepend("t,meter,kWh,serial")]).Faults().ShouldBe(["10002:22 too_many_channels"]);
    }

    [Fact]
    public void A_workbook_stops_there_too()
    {
        var book = Workbook.Of([.. Enumerable.Range(1, TooMany + 1).Select(i => Workbook.Number("46083") + Workbook.Text($"N{i}") + Workbook.Number("1")).Prepend(Workbook.Texts("t", "meter", "kWh"))]);
        XlsxIntake.Read(book, "w.xlsx", CsvFile.Long with { Format = IntakeFormat.LongXlsx }).Faults().ShouldBe(["10002:2 too_many_channels"]);
    }

    /// <summary>Spaces around a name make it no other name, and are not kept for each of a million rows.</summary>
    [Fact]
    public void One_name_in_many_spellings_takes_no_more_memory_than_one()
    {
        var names = new ByteNames<string>(Encoding.UTF8);
        var cells = Enumerable.Range(0, 40_000).Select(i => Encoding.UTF8.GetBytes(new string(' ', i % 997) + "A" + new string(' ', i / 997))).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var cell in cells) names.Of(cell, x => x).ShouldBe("A");
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16 << 20);
        GC.KeepAlive(names);
    }

    [Fact]
    public void A_suggestion_does_not_take_a_column_of_remarks_for_the_channels()
    {
        var rows = Enumerable.Range(0, 400).SelectMany(t => new[] { "M1", "M2" }.Select(m => $"{new DateTime(2026, 3, 2).AddMinutes(15 * t):yyyy-MM-ddTHH:mm:ss}+08:00,row {t}{m},{m},1.5"));
        var found = ProfileSuggester.Suggest(Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend("time,remark,meter,kWh"))), "m.csv").Value.Profile;
        (found.Values.ChannelColumn, found.Channels.Count).ShouldBe(("meter", 2));
    }

    [Fact]
    public void Of_a_large_file_the_names_are_not_suggested_where_they_are_too_many()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, TooMany).Select(i => $"2026-03-02 00:00,N{i},1").Prepend("t,meter,kWh")));
        LargeCsv.Names(new LargeFile("m.csv", () => new MemoryStream(bytes), bytes.Length, new MemoryStream()), CsvFile.Long).ShouldBeEmpty();
    }
}
