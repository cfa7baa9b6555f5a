using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Tests.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Metering;

/// <summary>
/// Every fault a readings file can have (method page, "Readings file"): its code, line and column; and nothing is taken.
/// </summary>
public sealed class ReadingsFaultTests
{
    /// <summary>A cell of F (line 8, column 33) replaced: 06:00 stands in line 8.</summary>
    [Theory]
    [InlineData("1.0000", "readings.too_fine")]
    [InlineData("1.0005", "readings.too_fine")]
    [InlineData("1e3", "readings.bad_number")]
    [InlineData("1E3", "readings.bad_number")]
    [InlineData("1.0e1", "readings.bad_number")]
    [InlineData("+1.000", "readings.bad_number")]
    [InlineData("-1.000", "readings.negative")]
    [InlineData("-0", "readings.negative")]
    [InlineData("-1.00005", "readings.negative")]
    [InlineData("--1", "readings.bad_number")]
    [InlineData("-", "readings.bad_number")]
    [InlineData(" 1.000", "readings.bad_number")]
    [InlineData("1.000 ", "readings.bad_number")]
    [InlineData(" ", "readings.bad_number")]
    [InlineData("\t1.0", "readings.bad_number")]
    [InlineData("NaN", "readings.bad_number")]
    [InlineData("Infinity", "readings.bad_number")]
    [InlineData("null", "readings.bad_number")]
    [InlineData("n/a", "readings.bad_number")]
    [InlineData(".5", "readings.bad_number")]
    [InlineData("5.", "readings.bad_number")]
    [InlineData("1.0.0", "readings.bad_number")]
    [InlineData("1 000", "readings.bad_number")]
    [InlineData("1'000", "readings.bad_number")]
    [InlineData("1_000", "readings.bad_number")]
    [InlineData("1\u00A0000", "readings.bad_number")]
    [InlineData("0x10", "readings.bad_number")]
    [InlineData("１.0", "readings.bad_number")]
    [InlineData("١", "readings.bad_number")]
    [InlineData("\"1.000\"", "readings.bad_number")]
    [InlineData("1.000kWh", "readings.bad_number")]
    [InlineData("9223372036854775.808", "readings.too_large")]
    [InlineData("99999999999999999999999999999999999999", "readings.too_large")]
    public void A_cell_that_is_no_amount_is_shown_at_its_line_and_column(string cell, string code)
    {
        var lines = SmallPark.Lines();
        lines[7] = $"{SmallPark.Start(6)},6.000,{cell},3.000,3.000,0.000";
        Faults(lines).ShouldBe([$"8:33 {code}"]);
    }

    [Theory]
    [InlineData("7", 7_000)]
    [InlineData("0", 0)]
    [InlineData("007.5", 7_500)]
    [InlineData("5.25", 5_250)]
    [InlineData("0.001", 1)]
    [InlineData("9223372036854775.807", long.MaxValue)]
    public void Digits_with_up_to_three_decimals_are_exact(string cell, long energyWh)
    {
        var lines = SmallPark.Lines();
        lines[7] = $"{SmallPark.Start(6)},6.000,{cell},3.000,3.000,0.000";
        Read(Encoding.UTF8.GetBytes(SmallPark.Text(lines))).Value.ValuesWh.Span[6 * 5 + 1].ShouldBe(energyWh);
    }

    /// <summary>The label of line 8 replaced.</summary>
    [Theory]
    [InlineData("", "8:1 readings.bad_start")]
    [InlineData("six", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:00:00", "8:1 readings.bad_start")]
    [InlineData("2026-03-02 06:00:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:00:00+0800", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:00:00+08", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:00:00.000+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-3-2T06:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-02-30T06:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-13-02T06:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T24:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:60+08:00", "8:1 readings.bad_start")]
    [InlineData("0000-03-02T06:00+08:00", "8:1 readings.bad_start")]
    [InlineData("02/03/2026 06:00", "8:1 readings.bad_start")]
    [InlineData(" 2026-03-02T06:00:00+08:00", "8:1 readings.bad_start")]
    [InlineData("2026-03-02T06:07:00+08:00", "8:1 readings.off_grid")]
    [InlineData("2026-03-02T06:00:01+08:00", "8:1 readings.off_grid")]
    [InlineData("2026-03-02T06:00:00+08:30", "8:1 readings.off_grid")]
    [InlineData("2026-03-02T05:00:00+08:00", "8:1 readings.row_twice")]
    [InlineData("2026-03-01T21:00:00Z", "8:1 readings.row_twice")]
    [InlineData("2026-03-02T04:00:00+08:00", "8:1 readings.row_twice")]
    [InlineData("2026-03-01T04:00:00+08:00", "8:1 readings.disorder")]
    [InlineData("0001-01-01T00:00:00+23:59", "8:1 readings.off_grid", "8:1 readings.disorder")]
    public void A_start_that_is_none_or_in_the_wrong_place_is_shown(string label, params string[] expected)
    {
        var lines = SmallPark.Lines();
        lines[7] = $"{label},6.000,6.000,3.000,3.000,0.000";
        Faults(lines).ShouldBe(expected);
    }

    [Theory]
    [InlineData("interval_start,PV,F,X,M,IMP,EXP", "1:21 readings.unknown_column")]
    [InlineData("interval_start,PV,F,M,IMP,exp", "1:27 readings.unknown_column")]
    [InlineData("interval_start,PV,F,M,IMP,EXP,", "1:31 readings.unnamed_column")]
    [InlineData("interval_start, PV,F,M,IMP,EXP", "1:16 readings.unknown_column")]
    [InlineData("interval_start,PV,F,PV,IMP,EXP", "1:21 readings.column_twice")]
    [InlineData("interval_start,海港,F,M,IMP,EXP,海港", "1:16 readings.unknown_column", "1:31 readings.unknown_column")]
    [InlineData("time,PV,F,M,IMP,EXP", "1:1 readings.no_header")]
    [InlineData("\"interval_start\",PV,F,M,IMP,EXP", "1:1 readings.no_header")]
    [InlineData("2026-03-02T00:00:00+08:00,1,1,1,1,1", "1:1 readings.no_header")]
    [InlineData("interval_start;PV;F;M;IMP;EXP", "1:1 readings.semicolons")]
    [InlineData("interval_start\tPV\tF\tM\tIMP\tEXP", "1:1 readings.tabs")]
    public void A_header_that_does_not_fit_is_shown(string header, params string[] expected)
    {
        var cells = header.Count(c => c == ',');
        List<string> lines = [header, .. Enumerable.Range(0, 24).Select(h => SmallPark.Start(h) + string.Concat(Enumerable.Repeat(",1.000", cells)))];
        Faults(lines).ShouldBe(expected);
    }

    [Fact]
    public void Faults_of_the_header_and_of_the_rows_are_reported_together()
    {
        var lines = SmallPark.Lines();
        lines[0] = "interval_start,PV,F,X,IMP,PV";
        lines[3] = $"{SmallPark.Start(2)},6.000,six,3.000,3.000,0.000";
        lines[4] = $"{SmallPark.Start(3)},6.000,6.000,x,3.000,0.000";
        Faults(lines).ShouldBe(["1:21 readings.unknown_column", "1:27 readings.column_twice", "4:33 readings.bad_number", "5:39 readings.bad_number"]);
    }

    [Theory]
    [InlineData("6.000,6.000,3.000,3.000", "8:50 readings.too_few_cells")]
    [InlineData("6.000,6.000,3.000,3.000,0.000,0.000", "8:57 readings.too_many_cells")]
    [InlineData("6,000,6,000,3,000,3,000,0,000", "8:41 readings.too_many_cells")]
    [InlineData("6.000;6.000;3.000;3.000;0.000", "8:1 readings.bad_start", "8:56 readings.too_few_cells")]
    [InlineData(null, "8:1 readings.empty_line")]
    public void A_row_that_does_not_fit_the_header_is_shown(string? cells, params string[] expected)
    {
        var lines = SmallPark.Lines();
        lines[7] = cells is null ? "" : $"{SmallPark.Start(6)}{(cells.Contains(';') ? ';' : ',')}{cells}";
        Faults(lines).ShouldBe(expected);
    }

    public static TheoryData<string> Whole => [.. WholeFiles.Keys];

    private static readonly string Sound = SmallPark.Text(SmallPark.Lines());

    private static readonly Dictionary<string, (byte[] Bytes, string[] Expected)> WholeFiles = new()
    {
        ["empty"] = ([], [" readings.empty"]),
        ["a byte-order mark alone"] = ([0xEF, 0xBB, 0xBF], [" readings.empty"]),
        ["white space alone"] = ("\r\n \r\n"u8.ToArray(), ["1:1 readings.no_header"]),
        ["a header without rows"] = (Utf8(SmallPark.Header + "\n"), [" readings.no_rows"]),
        ["a header without a line end"] = (Utf8(SmallPark.Header), [" readings.no_rows"]),
        ["cut off inside the header"] = (Utf8("interval_st"), ["1:1 readings.no_header"]),
        ["cut off inside a label"] = (Utf8(Sound)[..(Sound.Length - 40)], ["25:1 readings.bad_start", "25:17 readings.too_few_cells"]),
        ["cut off after a comma"] = (Utf8(Sound)[..(Sound.Length - 6)], []),
        ["cut off inside a row"] = (Utf8(Sound)[..(Sound.Length - 7)], ["25:50 readings.too_few_cells"]),
        ["cut off at a decimal point"] = (Utf8(Sound)[..(Sound.Length - 4)], ["25:51 readings.bad_number"]),
        ["UTF-16, little end first, marked"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sound)], [" readings.utf16"]),
        ["UTF-16, big end first, marked"] = ([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Sound)], [" readings.utf16"]),
        ["UTF-16, little end first, bare"] = (Encoding.Unicode.GetBytes(Sound), [" readings.utf16"]),
        ["UTF-16, big end first, bare"] = (Encoding.BigEndianUnicode.GetBytes(Sound), [" readings.utf16"]),
        ["a spreadsheet"] = ([.. "PK\u0003\u0004"u8, 20, 0, 6, 0], [" readings.is_archive"]),
        ["an executable"] = ([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0], [" readings.binary"]),
        ["a zero byte inside"] = (Utf8(Sound.Replace("06:00:00+08:00,6", "06:00:00+08:00,\06")), [" readings.binary"]),
        ["Latin-1"] = (Encoding.Latin1.GetBytes(Sound.Replace("06:00:00+08:00,6.000,6.000", "06:00:00+08:00,6.000,6.0°0")), ["8:36 readings.not_utf8"]),
        ["a German spreadsheet's export"] = (Utf8(Sound.Replace(',', ';').Replace('.', ',')), ["1:1 readings.semicolons"]),
        ["a table of tabs"] = (Utf8(Sound.Replace(',', '\t')), ["1:1 readings.tabs"]),
        ["old Macintosh line ends"] = (Utf8(Sound.Replace('\n', '\r')), ["1:1 readings.bare_returns"]),
        ["a page of HTML"] = (Utf8("<!DOCTYPE html>\n<html><body>Sign in</body></html>\n"), ["1:1 readings.no_header"]),
        ["rows in descending order"] = (Utf8(SmallPark.Text([SmallPark.Header, .. SmallPark.Lines().Skip(1).Take(3).Reverse()])), ["3:1 readings.disorder", "4:1 readings.disorder"]),
        ["a row copied to the end"] = (Utf8(SmallPark.Text(SmallPark.Lines().Append(SmallPark.Lines()[5]))), ["26:1 readings.row_twice"]),
        ["a cell of a million hyphens"] = (Utf8(Sound.Replace("06:00:00+08:00,6.000,6.000", "06:00:00+08:00,6.000," + new string('-', 1_000_000))), ["8:33 readings.bad_number"]),
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_that_is_no_file_of_readings_is_told_apart(string name)
    {
        var (bytes, expected) = WholeFiles[name];
        Faults(bytes).ShouldBe(expected);
    }

    [Fact]
    public void A_clock_change_written_without_its_second_offset_shows_every_row_that_stands_twice()
    {
        var park = SmallPark.Json.Replace("Asia/Shanghai", "Europe/Berlin").Replace("\"intervalMinutes\": 60", "\"intervalMinutes\": 15");
        string[] labels = [.. from h in new[] { 1, 2, 2, 3 } from m in new[] { 0, 15, 30, 45 } select $"2025-10-26T{h:00}:{m:00}{(h == 3 ? "+01:00" : "+02:00")}"];
        var text = SmallPark.Text([SmallPark.Header, .. labels.Select(l => l + ",1,1,1,1,1")]);
        var result = ReadingsFile.Read(Utf8(text), "readings.csv", GreenPark.Engine.Parks.ParkFileReader.Read(Utf8(park), "park.json").Value.Microgrid);
        result.Errors.Select(e => $"{e.Place?.Line} {e.Code}").ShouldBe(["10 readings.row_twice", "11 readings.row_twice", "12 readings.row_twice", "13 readings.row_twice"]);
    }

    [Fact]
    public void Mapped_and_passed_over_columns_keep_the_places_of_the_file()
    {
        var map = new Dictionary<string, string?> { ["Solar roof"] = "PV", ["Remark"] = null, ["Spare"] = null };
        var lines = SmallPark.Lines().Select(l => l.Split(',')).Select((c, i) => i == 0 ? "interval_start,Solar roof,Remark,F,M,Spare,IMP,EXP" : $"{c[0]},{c[1]},晴 ☀,{c[2]},{(i == 3 ? "x" : c[3])},,{c[4]},{(i == 4 ? "" : c[5])}").ToList();
        ReadingsFile.Read(Utf8(SmallPark.Text(lines)), "readings.csv", SmallPark.Microgrid, map).Errors.Select(e => $"{e.Place} {e.Code} {e.Args[1]}").ShouldBe(["readings.csv:4:43 readings.bad_number M"]);
        lines[3] = lines[3].Replace(",x,", ",3.000,");
        var table = ReadingsFile.Read(Utf8(SmallPark.Text(lines)), "readings.csv", SmallPark.Microgrid, map).Value;
        table.Points.ShouldBe(["PV", "F", "M", "IMP", "EXP"]);
        ReadingSet.From([table], SmallPark.Microgrid).Errors.Select(e => $"{e.Place} {e.Code} {e.Args[0]}").ShouldBe(["readings.csv:5:56 readings.missing EXP"]);
    }

    [Fact]
    public void The_first_hundred_errors_are_kept_in_full_and_the_rest_is_counted()
    {
        List<string> lines = [SmallPark.Header];
        foreach (var day in new[] { "2026-03-02", "2026-03-03" }) lines.AddRange(SmallPark.Lines(day)[1..].Select(l => l.Replace("6.000,6.000,3.000", "a,b,c")));
        var result = Read(Encoding.UTF8.GetBytes(SmallPark.Text(lines)));
        result.ErrorCount.ShouldBe(48 * 3);
        result.Errors.Count.ShouldBe(100);
        result.Errors[^1].Place.ShouldBe(new Place("readings.csv", 35, 27));
    }

    [Fact]
    public void A_short_first_row_of_a_wide_and_long_file_asks_for_no_more_memory_than_the_file_can_fill()
    {
        var wide = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $$"""{ "code": "X{{i}}", "measures": "import" }"""));
        var park = GreenPark.Engine.Parks.ParkFileReader.Read(Encoding.UTF8.GetBytes(SmallPark.Json.Replace("""{ "code": "IMP", "measures": "import" }""", wide)), "park.json").Value.Microgrid;
        var file = Encoding.UTF8.GetBytes("interval_start" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $",X{i}")) + "\nx\n" + string.Concat(Enumerable.Repeat("y\n", 150_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadingsFile.Read(file, "readings.csv", park).IsFailure.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400_000_000);
    }

    [Fact]
    public void Blank_lines_at_the_end_and_both_line_ends_are_accepted()
    {
        Faults(Encoding.UTF8.GetBytes(Sound + "\n\r\n")).ShouldBeEmpty();
        Faults(Encoding.UTF8.GetBytes(Sound.Replace("\n", "\r\n"))).ShouldBeEmpty();
        Faults(Encoding.UTF8.GetBytes(Sound.TrimEnd())).ShouldBeEmpty();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>As a large file it must read alike.</summary>
    private static Result<ReadingsTable> Read(byte[] bytes)
    {
        WholeAndInBlocks.ShouldAgree(bytes, "readings.csv", SmallPark.Microgrid);
        return ReadingsFile.Read(bytes, "readings.csv", SmallPark.Microgrid);
    }

    private static string[] Faults(IEnumerable<string> lines) => Faults(Encoding.UTF8.GetBytes(SmallPark.Text(lines)));

    /// <summary>Line, column and code; the place's file is always the one that was given.</summary>
    private static string[] Faults(byte[] bytes)
    {
        var result = Read(bytes);
        result.Errors.ShouldAllBe(e => e.Place!.Value.File == "readings.csv");
        result.Errors.ShouldAllBe(e => new ErrorTexts(ErrorTexts.Engine).Line(e, null).Length < 400);
        return [.. result.Errors.Select(e => $"{e.Place?.Line}{(e.Place?.Column is null ? "" : $":{e.Place?.Column}")} {e.Code}")];
    }
}
