using System.IO.Compression;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;
using static GreenPark.Engine.Tests.Intake.Workbook;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Workbooks: what is stored in a cell and what it means, and what only Excel would know.</summary>
public sealed class XlsxTests
{
    private static readonly ImportProfile Wide = new() { Format = IntakeFormat.WideXlsx, Channels = new Dictionary<string, string?> { ["A"] = "MP-A", ["B"] = "MP-B" } };
    private static readonly string Header = Texts("time", "A", "B");

    /// <summary>2024-01-01T00:00:00+08:00.</summary>
    private static readonly long NewYear = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();

    private static Result<IntakeFile> Read(byte[] workbook, ImportProfile? profile = null) => XlsxIntake.Read(workbook, "w.xlsx", profile ?? Wide);

    private static IntakeFile Rows(params string[] rows) => Read(Of([Header, .. rows])).Value;

    private static string[] Faults(params string[] rows) => MeterFormats.Faults(Read(Of([Header, .. rows])));

    private static long[] Wh(MeterChannel channel) => [.. channel.Microjoules.Select(e => e / MeterChannel.MicrojoulesPerWh)];

    [Fact]
    public void Texts_numbers_and_dates_become_channels()
    {
        var file = Rows(
            Number("45292") + Number("1.5") + Text("2.25"),
            Number("45292.010416666664") + Number("0.001") + Number("7"),
            Text("2024-01-01 00:30:00") + Number("3") + Number("4"));
        file.Channels.Select(c => c.Name).ShouldBe(["A", "B"]);
        file.Channels[0].StartUtcSeconds.ShouldBe([NewYear, NewYear + 900, NewYear + 1800]);
        Wh(file.Channels[0]).ShouldBe([1500, 1, 3000]);
        Wh(file.Channels[1]).ShouldBe([2250, 7000, 4000]);
        file.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Every_quarter_of_an_hour_of_a_year_is_its_serial_number_rounded_to_the_second()
    {
        for (var i = 0; i < 366 * 96; i++)
        {
            var serial = (45292 + i / 96d).ToString("R", System.Globalization.CultureInfo.InvariantCulture);   // as Excel computes and stores it
            ExcelNumber.TryParse(serial, out var number).ShouldBeTrue();
            ExcelNumber.LocalSeconds(number, is1904: false).ShouldBe(NewYear + 8 * 3600 + i * 900L, serial);
        }
    }

    [Fact]
    public void The_date_system_of_1904_counts_from_another_day()
    {
        var rows = Workbook.Rows(Header, Number("43830") + Number("1") + Number("1"));
        Read(new Workbook { Is1904 = true, Sheets = [("Data", rows)] }.Bytes()).Value.Channels[0].StartUtcSeconds.ShouldBe([NewYear]);
        ExcelNumber.LocalSeconds(0, is1904: true).ShouldBe((long)(new DateTime(1904, 1, 1) - DateTime.UnixEpoch).TotalSeconds);
        ExcelNumber.LocalSeconds(61, is1904: false).ShouldBe((long)(new DateTime(1900, 3, 1) - DateTime.UnixEpoch).TotalSeconds);
        ExcelNumber.LocalSeconds(60, is1904: false).ShouldBeNull();   // the 29 February 1900 that never was
    }

    [Fact]
    public void Date_and_time_may_stand_apart()
    {
        var profile = Wide with { Stamps = new StampLayout { Columns = ["day", "hour"], Patterns = ["yyyy-MM-dd HH:mm"] } };
        var file = Read(Of(Texts("day", "hour", "A"), Number("45292") + Number("0.25") + Number("1"), Text("2024-01-01") + Text("06:15") + Number("2")), profile).Value;
        file.Channels[0].StartUtcSeconds.ShouldBe([NewYear + 6 * 3600, NewYear + 6 * 3600 + 900]);
    }

    [Fact]
    public void Shared_texts_lose_formats_and_phonetic_hints()
    {
        var workbook = new Workbook
        {
            Shared = ["<t>time</t>", "<r><t>A</t></r><r><rPr><b/></rPr><t></t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh>", "<t>2024-01-01 00:00:00</t>"],
            Sheets = [("Data", Workbook.Rows("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>", "<c t=\"s\"><v>2</v></c><c><v>5</v></c>"))],
        };
        Wh(Read(workbook.Bytes()).Value.Channels.ShouldHaveSingleItem()).ShouldBe([5000]);
    }

    [Fact]
    public void Formulas_count_by_their_stored_result_and_are_refused_without_one()
    {
        Wh(Rows(Number("45292") + "<c><f>1+1</f><v>2</v></c><c t=\"str\"><f>TEXT(3,\"0\")</f><v>3</v></c>").Channels[1]).ShouldBe([3000]);
        Faults(Number("45292") + "<c><f>1+1</f></c>" + Number("1")).ShouldBe(["2:2 intake.xlsx_uncalculated"]);
    }

    [Fact]
    public void Errors_are_refused_unless_the_profile_knows_them()
    {
        const string cell = "<c t=\"e\"><v>#N/A</v></c>";
        Faults(Number("45292") + cell + Number("1"))[0].ShouldStartWith("2:2 intake.");
        var profile = Wide with { Values = new ValueLayout { Sentinels = ["#N/A"] } };
        var file = Read(Of(Header, Number("45292") + cell + Number("1")), profile).Value;
        file.Channels.Single(c => c.Name == "B").StartUtcSeconds.ShouldBe([NewYear]);
        file.Channels.Where(c => c.Name == "A").Sum(c => c.StartUtcSeconds.Length).ShouldBe(0);
    }

    [Fact]
    public void Cells_are_placed_by_their_reference_and_gaps_are_missing_readings()
    {
        var file = Read(new Workbook
        {
            Sheets = [("Data", "<sheetData><row r=\"1\">" + Header + "</row><row r=\"3\"/><row r=\"5\"><c r=\"A5\"><v>45292</v></c><c r=\"C5\"><v>2</v></c></row></sheetData>")],
        }.Bytes()).Value;
        Wh(file.Channels.Single(c => c.Name == "B")).ShouldBe([2000]);
        file.Channels.Where(c => c.Name == "A").Sum(c => c.Microjoules.Length).ShouldBe(0);
    }

    [Fact]
    public void Merged_cells_are_refused_in_columns_that_are_read_only()
    {
        byte[] With(string range) => new Workbook
        {
            Sheets = [("Data", Workbook.Rows(Header + Text("remark"), Number("45292") + Number("1") + Number("2") + Text("x"), Number("45292.5") + Number("1") + Number("2"))
                + $"<mergeCells count=\"1\"><mergeCell ref=\"{range}\"/></mergeCells>")],
        }.Bytes();
        Read(With("D2:D3")).IsSuccess.ShouldBeTrue();
        MeterFormats.Faults(Read(With("B2:B3"))).ShouldBe(["2:2 intake.xlsx_merged"]);
        MeterFormats.Faults(Read(With("A1:B1"))).ShouldBe(["1:1 intake.xlsx_merged"]);
    }

    [Fact]
    public void A_text_longer_than_a_cell_holds_is_refused_where_it_is_read()
    {
        var profile = Wide with { Values = new ValueLayout { Sentinels = [new string('x', 32_767)] } };
        string Row(int length) => Number("45292") + Text(new string('x', length)) + Number("1");
        Read(Of(Header, Row(32_767)), profile).IsSuccess.ShouldBeTrue();
        MeterFormats.Faults(Read(Of(Header, Row(32_768)), profile)).ShouldBe(["2:2 intake.xlsx_long_text"]);
        Read(Of(Header + Text("remark"), Row(1) + Text(new string('x', 40_000))), profile with { Values = new ValueLayout { Sentinels = ["x"] } }).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Many_merged_ranges_over_many_columns_are_looked_through_quickly()
    {
        var ranges = string.Concat(Enumerable.Repeat("<mergeCell ref=\"D2:XFD3\"/>", 100_000));
        var header = Header + "<c r=\"XFD1\" t=\"inlineStr\"><is><t>last</t></is></c>";
        var workbook = new Workbook { Sheets = [("Data", Workbook.Rows(header, Number("45292") + Number("1") + Number("2")) + $"<mergeCells>{ranges}</mergeCells>")] }.Bytes();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Read(workbook).IsSuccess.ShouldBeTrue();
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(20, "1.6 billion columns take longer than that");
    }

    [Fact]
    public void The_sheet_is_found_by_name_and_the_header_by_its_line()
    {
        var data = Workbook.Rows(Text("Report"), "", Header, Number("45292") + Number("1") + Number("2"));
        var workbook = new Workbook { Sheets = [("Cover", Workbook.Rows(Text("x"))), ("数据", data)] }.Bytes();
        Wh(Read(workbook, Wide with { Text = new TextLayout { Sheet = "数据", HeaderLine = 3 } }).Value.Channels[0]).ShouldBe([1000]);
        var missing = Read(workbook, Wide with { Text = new TextLayout { Sheet = "Daten" } }).FirstError;
        (missing.Code, missing.Args[1]).ShouldBe(("intake.xlsx_no_sheet", "Cover, 数据"));
        Read(workbook, Wide with { Text = new TextLayout { Sheet = "Cover", HeaderLine = 9 } }).FirstError.Code.ShouldBe("intake.no_header");
    }

    [Fact]
    public void Long_tables_name_their_channel_in_a_column()
    {
        var profile = Wide with { Format = IntakeFormat.LongXlsx, Text = new TextLayout { DecimalMark = ',', Delimiter = ';' } };
        var file = Read(Of(Texts("time", "meter", "value"), Number("45292") + Text("A") + Number("1.5"), Number("45292") + Text("B") + Text("2,5"), Number("45292") + Text("C") + Number("9")), profile).Value;
        file.Channels.Select(c => (c.Name, Wh(c).Single())).ShouldBe([("A", 1500L), ("B", 2500L)]);
        file.Notes.ShouldContain(n => n.Code.Code == "intake.note_passed_over");
    }

    [Theory]
    [InlineData("0.30000000000000004", 300)]
    [InlineData("1.2345000000000001E-2", 12)]
    [InlineData("1E-3", 1)]
    [InlineData("12345.678000000002", 12_345_678)]
    public void Numbers_are_what_their_fifteen_digits_say(string stored, long wh) =>
        Wh(Rows(Number("45292") + Number(stored) + Number("1")).Channels[0]).ShouldBe([wh]);

    [Fact]
    public void Texts_that_are_no_stamp_or_number_and_cells_beyond_the_header_are_shown_at_their_place()
    {
        Faults(Text("yesterday") + Number("1") + Number("2")).ShouldBe(["2:1 intake.bad_stamp"]);
        Faults(Number("12") + Number("1") + Number("2")).ShouldBe(["2:1 intake.bad_stamp"]);
        Faults(Number("45292") + Text("1 kWh") + Number("2"))[0].ShouldStartWith("2:2 ");
        Faults(Number("45292") + "<c t=\"b\"><v>1</v></c>" + Number("2"))[0].ShouldStartWith("2:2 ");
        Faults(Number("45292") + Number("1") + Number("2") + Number("3")).ShouldBe(["2:4 intake.too_many_cells"]);
    }

    [Fact]
    public void What_is_no_workbook_is_told_apart()
    {
        Read([]).FirstError.Code.ShouldBe("intake.empty");
        Read("time,A"u8.ToArray()).FirstError.Code.ShouldBe("intake.xlsx_no_workbook");
        Read(ArchiveTests.Zip(("1.csv", [1]))).FirstError.Code.ShouldBe("intake.xlsx_no_workbook");
        Read(ArchiveTests.Zip(("[Content_Types].xml", "<x"u8.ToArray()))).FirstError.Code.ShouldBe("intake.xlsx_damaged");
        Read(Of(Header, "<c t=\"s\"><v>7</v></c>")).FirstError.Code.ShouldBe("intake.xlsx_damaged");
        Read(Of(Header, "<c r=\"A7\"><v>7</v></c>")).FirstError.Code.ShouldBe("intake.xlsx_damaged");
        Read(Of(Header, Number("45292") + "<c><v>1</v><v>2</v></c>")).FirstError.Code.ShouldBe("intake.xlsx_damaged");
        Read(Of(Header, Number("45292") + "<c r=\"B2\"><v>18.5<c r=\"C2\"></c></v><v>1.8</v></c>")).FirstError.Code.ShouldBe("intake.xlsx_damaged");
    }

    /// <summary>As spreadsheet programs write a report: merged titles, shared texts, dates as numbers with a style, binary fractions.</summary>
    [Fact]
    public void A_report_with_titles_is_read_by_its_suggestion()
    {
        static string Shared(int text, int style = 0) => $"<c s=\"{style}\" t=\"s\"><v>{text}</v></c>";
        var rows = Enumerable.Range(0, 96).Select(i => $"<c s=\"2\"><v>{(46082 + i / 96d).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}</v></c>{Number("0.1")}{(i == 7 ? Shared(5) : Number("0.30000000000000004"))}");
        var workbook = new Workbook
        {
            Shared = ["<t>Energy report</t>", "<t>Site</t>", "<r><rPr><b/></rPr><t>Works </t></r><r><t>1</t></r>", "<t xml:space=\"preserve\">Time </t>", "<t>Press (kWh)</t>", "<t>n/a</t>", "<t>Oven (kWh)</t>"],
            Sheets = [("März", Workbook.Rows([Shared(0), Shared(1) + Shared(2), "", Shared(3, 1) + Shared(4, 1) + Shared(6, 1), .. rows]) + "<mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>")],
        }.Bytes();
        var found = ProfileSuggester.Suggest(workbook, "report.xlsx").Value;
        (found.Profile.Text.HeaderLine, found.Profile.Text.Sheet).ShouldBe((4, "März"));
        found.Profile.Channels.Keys.ShouldBe(["Press (kWh)", "Oven (kWh)"]);
        found.Questions.Select(q => q.Field).ShouldBe(["stamps.zone", "stamps.at"]);
        (found.Profile.IntervalMinutes, found.Profile.Values.Kind, found.Profile.Values.Unit).ShouldBe((15, ValueKind.Energy, "kWh"));

        var answered = found.Profile with { Values = new ValueLayout { Sentinels = ["n/a"] }, Channels = new Dictionary<string, string?> { ["Press (kWh)"] = "MP-A", ["Oven (kWh)"] = "MP-B" } };
        var file = IntakeReader.Read(workbook, "report.xlsx", answered).Value;
        file.Channels.Select(c => (c.Microjoules.Length, Wh(c).Sum())).ShouldBe([(96, 9_600L), (95, 28_500L)]);
        file.Channels[0].StartUtcSeconds[0].ShouldBe(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds());
        file.Channels[0].StartUtcSeconds[^1].ShouldBe(file.Channels[0].StartUtcSeconds[0] + 95 * 900);
    }

    [Fact]
    public void Rows_behind_the_end_of_a_part_and_parts_of_the_same_name_are_not_passed_over()
    {
        var whole = Of(Header, Number("45292") + Number("1") + Number("2"));
        byte[] With(Func<string, byte[], IEnumerable<(string, byte[])>> change)
        {
            using var archive = new ZipArchive(new MemoryStream(whole));
            return ArchiveTests.Zip([.. archive.Entries.SelectMany(e => change(e.FullName, Content(e)))]);
        }
        Read(With((name, content) => [(name, content)])).IsSuccess.ShouldBeTrue();
        Read(With((name, content) => [(name, name.EndsWith("sheet1.xml", StringComparison.Ordinal) ? [.. content, .. "<row r=\"3\"/>"u8] : content)])).FirstError.Code.ShouldBe("intake.xlsx_damaged");
        Read(With((name, content) => name.EndsWith("sheet1.xml", StringComparison.Ordinal) ? [(name, content), (name, content)] : [(name, content)])).FirstError.Code.ShouldBe("intake.archive_name_twice");

        var other = With((name, content) => [(name, name == "xl/workbook.xml" ? "<x/>"u8.ToArray() : content)]);
        Read(other).IsFailure.ShouldBeTrue();
        ProfileSuggester.Suggest(other, "w.xlsx").Value.Profile.Channels.ShouldBeEmpty();

        static byte[] Content(ZipArchiveEntry entry)
        {
            using var source = entry.Open();
            var content = new MemoryStream();
            source.CopyTo(content);
            return content.ToArray();
        }
    }

    [Fact]
    public void Limits_hold_before_a_part_is_read()
    {
        var workbook = Of(Header, Number("45292") + Number("1") + Number("2"));
        XlsxIntake.Read(workbook, "w.xlsx", Wide, new IntakeLimits(MaxFiles: 2)).FirstError.Code.ShouldBe("intake.archive_too_many");
        XlsxIntake.Read(workbook, "w.xlsx", Wide, new IntakeLimits(MaxTotalBytes: 1000)).FirstError.Code.ShouldBe("intake.archive_too_large");
        var stream = new MemoryStream();
        stream.Write(workbook);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        using (var bomb = archive.CreateEntry("xl/media/bomb.bin").Open())
            bomb.Write(new byte[20 << 20]);
        Read(stream.ToArray()).FirstError.Code.ShouldBe("intake.archive_bomb");
    }

    /// <summary>A fault of the program would else be blamed on the workbook, and never be found.</summary>
    [Fact]
    public void A_fault_of_our_own_is_no_damaged_workbook() =>
        Should.Throw<ArgumentException>(() => Read(Of(Texts("t", "A"), Number("45292") + Number("1")), Wide with { Channels = new Faulty() }));

    private sealed class Faulty : Dictionary<string, string?>, IReadOnlyDictionary<string, string?>
    {
        bool IReadOnlyDictionary<string, string?>.TryGetValue(string key, out string? value) => throw new ArgumentException("A fault of our own.");
    }
}
