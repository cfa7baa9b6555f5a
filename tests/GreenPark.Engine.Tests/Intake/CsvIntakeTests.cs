using System.Text;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>How bytes become cells, cells numbers, and what is refused with its place.</summary>
public sealed class CsvIntakeTests
{
    private static readonly string[] Two = ["t,A,B", "2026-03-02 00:00,1,2.5", "2026-03-02 00:15,3,"];
    private static readonly string[] FirstTwo = ["03-01 16:00 1000", "03-01 16:15 3000"];

    [Fact]
    public void A_wide_file_gives_its_channels_in_order()
    {
        var file = CsvFile.Read(CsvFile.Wide, Two);
        file.Value.Channels.Select(c => c.Name).ShouldBe(["A", "B"]);
        file.Series().ShouldBe(FirstTwo);
        file.Series("B").ShouldBe(["03-01 16:00 2500"]);
        file.Notes().ShouldBe(["3:20 note_empty ×1"]);
    }

    /// <summary>Cells of up to seven signs are read eight bytes at a time, all others digit by digit.</summary>
    [Fact]
    public void A_number_is_the_same_whatever_follows_it()
    {
        var numbers = new NumberReader(new ValueLayout { Unit = "kWh" }, new TextLayout { DecimalMark = '.' }, 3600, Encoding.UTF8);
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(10)));
            var cell = random.Next(4) == 0 ? digits : digits.Insert(random.Next(digits.Length + 1), ".");
            if (random.Next(10) == 0) cell = cell.Insert(random.Next(cell.Length + 1), $"{".,-e/:é"[random.Next(7)]}");
            byte[] alone = Encoding.UTF8.GetBytes(cell), followed = Encoding.UTF8.GetBytes(cell + ",1234567,8.9\n");
            var (at, end) = (0, 0);
            var plain = numbers.TryPlain(alone, ref at, out var one);
            numbers.TryPlain(followed, ref end, out var other).ShouldBe(plain, cell);
            if (plain) (end, other).ShouldBe((at, one), cell);
            if (plain && at == alone.Length) ((decimal)one).ShouldBe(decimal.Parse(cell, System.Globalization.CultureInfo.InvariantCulture) * 1_000_000_000, cell);
        }
    }

    [Fact]
    public void A_long_file_gives_the_same()
    {
        var file = CsvFile.Read(CsvFile.Long, "t,meter,kWh", "2026-03-02 00:00,A,1", "2026-03-02 00:00,B,2.5", "2026-03-02 00:15,A,3", "2026-03-02 00:15,C,x");
        file.Series().ShouldBe(FirstTwo);
        file.Series("B").ShouldBe(["03-01 16:00 2500"]);
        file.Notes().ShouldBe(["5:18 note_passed_over ×1"]);
    }

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "" }, { "utf-8", "bom" }, { "utf-16", "le" }, { "utf-16", "be" }, { "utf-16", "le bare" }, { "gb18030", "" }, { "latin-1", "" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Names_and_values_are_read_in_every_encoding(string name, string how)
    {
        var channel = name == "latin-1" ? "Énergie" : "海港电表";
        var text = Encoding.UTF8.GetBytes($"t,{channel}\r\n2026-03-02 00:00,1\r\n2026-03-02 00:15,3");
        Encoding to = name switch
        {
            "utf-16" => new UnicodeEncoding(how == "be", how is "le" or "be"),
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!,
            "latin-1" => Encoding.Latin1,
            _ => new UTF8Encoding(how == "bom"),
        };
        byte[] bytes = [.. to.Preamble, .. Encoding.Convert(Encoding.UTF8, to, text)];
        foreach (var delimiter in new[] { ',', '|' })
        {
            var profile = CsvFile.Wide with { Text = new() { Encoding = name, Delimiter = delimiter }, Channels = new Dictionary<string, string?> { [channel] = "PV" } };
            var file = delimiter == ',' ? bytes : Encoding.Convert(Encoding.UTF8, to, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace(',', '|')));
            if (delimiter == '|') file = [.. to.Preamble, .. file];
            CsvFile.Read(profile, file).Series(channel).ShouldBe(FirstTwo);
        }
    }

    [Fact]
    public void Another_encoding_than_the_profiles_is_told()
    {
        CsvFile.Read(CsvFile.Wide, Encoding.Unicode.GetBytes("t,A")).Faults().ShouldBe(["1:1 other_encoding"]);
        CsvFile.Read(CsvFile.Wide, [.. "t,A\nx,"u8, 0xB5, 0xE7]).Faults().ShouldBe(["2:3 bad_text"]);
        CsvFile.Read(CsvFile.Wide with { Text = new() { Encoding = "utf-16" } }, "t,A"u8.ToArray()).Faults().ShouldBe(["1:1 other_encoding"]);
        CsvFile.Read(CsvFile.Wide with { Text = new() { Encoding = "gb18030" } }, [.. "t,A,"u8, 0xFF, 0xFF, .. "\n2026-03-02 00:00,1,1"u8]).Faults().ShouldBe(["1:1 bad_text"]);
        CsvFile.Read(CsvFile.Wide, "PK\x3\x4"u8.ToArray()).Faults().ShouldBe(["1:1 is_archive"]);
        CsvFile.Read(CsvFile.Wide, "t,A\na\0b"u8.ToArray()).Faults().ShouldBe(["2:1 binary"]);
        CsvFile.Read(CsvFile.Wide, "\uFEFF"u8.ToArray()).Faults().ShouldBe(["empty"]);
    }

    [Fact]
    public void Quotes_delimiters_and_line_breaks_are_those_of_RFC_4180()
    {
        var profile = CsvFile.Wide with { Text = new() { Delimiter = ';', DecimalMark = ',', HeaderLine = 2 } };
        CsvFile.Read(profile with { Channels = new Dictionary<string, string?> { ["A \"1\";\nx"] = "PV" } }, "exported by;x", "t;\"A \"\"1\"\";\nx\"", "\"2026-03-02 00:00\";\"1,0\"\r", "2026-03-02 00:15;3,000;\r")
            .Series("A \"1\";\nx").ShouldBe(FirstTwo);
        CsvFile.Read(CsvFile.Wide, "t,A", "2026-03-02 00:00,\"1").Faults().ShouldBe(["2:18 open_quote"]);
        CsvFile.Read(CsvFile.Wide, "t,A", "2026-03-02 00:00,\"1\"2").Faults().ShouldBe(["2:18 open_quote"]);
        CsvFile.Read(CsvFile.Wide, "t,\"A").Faults().ShouldBe(["1:1 open_quote"]);
    }

    [Theory]
    [InlineData("kWh", "1.5", "1500")]
    [InlineData("kWh", "+1.5", "1500")]
    [InlineData("kWh", " .5 ", "500")]
    [InlineData("MWh", "0.0000015", "1.5")]
    [InlineData("Wh", "7", "7")]
    [InlineData("kWh", "1,234,567.8", "1234567800")]
    [InlineData("kWh", "1.5E-3", "1.5")]
    [InlineData("kWh", "00000000000000000000000000012.50", "12500")]
    [InlineData("kWh", "0.0000000005", "0", "note_rounded")]
    [InlineData("kWh", "0.0000000015", "0.000002", "note_rounded")]
    [InlineData("kWh", "0.0000000025", "0.000002", "note_rounded")]
    [InlineData("kWh", "0.00000000250000000000000000000000001", "0.000003", "note_rounded")]
    [InlineData("kWh", "-0.0", "0")]
    [InlineData("kWh", "n/a", "", "note_sentinel")]
    [InlineData("kWh", "-99", "", "note_sentinel")]
    public void A_value_is_exact(string unit, string cell, string expectedWh, params string[] notes)
    {
        var profile = CsvFile.Wide with { Text = new() { ThousandsSeparator = ',' }, Values = new() { Unit = unit, Sentinels = ["n/a", "-99"] } };
        var file = CsvFile.Read(profile, "t,A", "2026-03-02 00:00,5", $"2026-03-02 00:15,\"{cell}\"");
        file.Series().Skip(1).ShouldBe(expectedWh.Length == 0 ? [] : [$"03-01 16:15 {expectedWh}"]);
        file.Notes().ShouldBe(notes.Select(n => $"3:18 {n} ×1"));
    }

    [Theory]
    [InlineData("x", "bad_number")]
    [InlineData("1.0.0", "bad_number")]
    [InlineData("1 000", "bad_number")]
    [InlineData("12,34", "bad_number")]
    [InlineData("1,2345", "bad_number")]
    [InlineData("1e99", "bad_number")]
    [InlineData("1e-2147483648", "bad_number")]
    [InlineData("--1", "bad_number")]
    [InlineData("0x10", "bad_number")]
    [InlineData("١", "bad_number")]
    [InlineData("-1", "negative")]
    [InlineData("9999999999", "too_large")]
    [InlineData("99999999999999999999", "too_large")]
    public void A_cell_that_is_no_amount_is_shown(string cell, string code) =>
        CsvFile.Read(CsvFile.Wide with { Text = new() { ThousandsSeparator = ',' } }, "t,B,A", "2026-03-02 00:00,5,1", $"2026-03-02 00:15,5,\"{cell}\"").Faults().ShouldBe([$"3:20 {code}"]);

    [Theory]
    [InlineData(ValueKind.Energy, "kWh", "80", "0.001", "80")]
    [InlineData(ValueKind.Energy, "kWh", "0.5", "3", "1500")]
    [InlineData(ValueKind.Energy, "Wh", "0.3", "0.000005", "0.000002")]
    [InlineData(ValueKind.Power, "kW", "1", "4", "1000")]
    [InlineData(ValueKind.Power, "MW", "1", "0.000004", "1")]
    [InlineData(ValueKind.Power, "W", "1.5", "4", "1.5")]
    public void Units_and_multipliers_count_exactly(ValueKind kind, string unit, string multiplier, string cell, string expectedWh) =>
        CsvFile.Read(CsvFile.Wide with { Values = new() { Kind = kind, Unit = unit, Multiplier = decimal.Parse(multiplier, System.Globalization.CultureInfo.InvariantCulture) } }, "t,A", $"2026-03-02 00:00,{cell}")
            .Series().ShouldBe([$"03-01 16:00 {expectedWh}"]);

    [Fact]
    public void What_becomes_of_negatives_is_told_by_the_profile_and_noted()
    {
        string[] lines = ["t,A", "2026-03-02 00:00,-1.5", "2026-03-02 00:15,3", "2026-03-02 00:30,-2"];
        var zero = CsvFile.Read(CsvFile.Wide with { Values = new() { Negative = NegativeValues.Zero } }, lines);
        zero.Series().ShouldBe(["03-01 16:00 0", "03-01 16:15 3000", "03-01 16:30 0"]);
        zero.Notes().ShouldBe(["2:18 note_negative_zero ×2"]);
        var missing = CsvFile.Read(CsvFile.Wide with { Values = new() { Negative = NegativeValues.Missing } }, lines);
        missing.Series().ShouldBe(["03-01 16:15 3000"]);
        missing.Notes().ShouldBe(["2:18 note_negative_missing ×2"]);
        CsvFile.Read(CsvFile.Wide, lines).Faults().ShouldBe(["2:18 negative", "4:18 negative"]);
    }

    [Fact]
    public void Rows_that_do_not_fit_the_header_are_shown()
    {
        CsvFile.Read(CsvFile.Wide, "t,A,B", "2026-03-02 00:00,1").Faults().ShouldBe(["2:18 too_few_cells"]);
        CsvFile.Read(CsvFile.Wide, "t,A,B", "2026-03-02 00:00,1,2,3").Faults().ShouldBe(["2:20 too_many_cells"]);
        CsvFile.Read(CsvFile.Wide, "t,A,B", "2026-03-02 00:00,1,2,").Series().ShouldBe(["03-01 16:00 1000"]);
        CsvFile.Read(CsvFile.Wide, "t,A,more", "", "2026-03-02 00:00,1", ",,", "").Notes().ShouldBe(["1:5 note_passed_over ×1", "4:1 note_row_empty ×1"]);
        CsvFile.Read(CsvFile.Wide, "t,A", "2026-03-02 00:00,1").Value.Notes.Single().Code.ShouldSatisfyAllConditions(n => n.Code.ShouldBe("intake.note_absent"), n => n.Args.ShouldBe(["B"]));
        CsvFile.Read(CsvFile.Wide, "t,A,A", "2026-03-02 00:00,1,2").Faults().ShouldBe(["1:5 column_twice"]);
        CsvFile.Read(CsvFile.Wide, "t,C", "2026-03-02 00:00,1").Faults().ShouldBe(["1:1 no_channel"]);
        CsvFile.Read(CsvFile.Wide with { Stamps = new() { Columns = ["time"] } }, "t,A").Faults().ShouldBe(["1:1 no_column"]);
        CsvFile.Read(CsvFile.Wide, "t,A").Faults().ShouldBe(["no_rows"]);
        CsvFile.Read(CsvFile.Wide with { Text = new() { HeaderLine = 3 } }, "t,A").Faults().ShouldBe(["2:1 no_header"]);
        CsvFile.Read(CsvFile.Wide, "t,A\r2026-03-02 00:00,1\r"u8.ToArray()).Faults().ShouldBe(["1:1 bare_returns"]);
        CsvFile.Read(CsvFile.Long, "t,meter,kWh", "2026-03-02 00:00,C,1").Faults().ShouldBe(["no_channel"]);
        CsvFile.Read(CsvFile.Wide with { IntervalMinutes = 0 }, Two).Faults().ShouldBe(["bad_profile"]);
    }

    [Fact]
    public void Flags_tell_the_quality_and_stay_as_marks()
    {
        var profile = CsvFile.Long with { Values = new() { FlagColumn = "flag", Flags = new Dictionary<string, string> { ["ok"] = "M", ["est"] = "E", ["bad"] = "-" } } };
        var file = CsvFile.Read(profile, "t,meter,kWh,flag", "2026-03-02 00:00,A,1,ok", "2026-03-02 00:15,A,3,est", "2026-03-02 00:30,A,9,bad", "2026-03-02 00:45,A,4,");
        file.Series().ShouldBe([.. FirstTwo, "03-01 16:45 4000"]);
        var channel = file.Value.Channels.Single();
        Encoding.ASCII.GetString(channel.Quality).ShouldBe("MEM");
        channel.Marks.Select(m => channel.MarkTexts[m]).ShouldBe(["ok", "est", ""]);
        CsvFile.Read(profile, "t,meter,kWh,flag", "2026-03-02 00:00,A,1,?").Faults().ShouldBe(["2:22 unknown_flag"]);
    }

    [Fact]
    public void Flags_of_channels_that_are_passed_over_are_not_looked_at()
    {
        var profile = CsvFile.Long with { Values = new() { ChannelColumn = "meter", ValueColumn = "kWh", FlagColumn = "flag", Flags = new Dictionary<string, string> { ["ok"] = "M" } } };
        CsvFile.Read(profile, "t,flag,meter,kWh", "2026-03-02 00:00,ok,A,1", "2026-03-02 00:00,?,C,1", "2026-03-02 00:15,ok,A,3").Faults().ShouldBe([]);
        CsvFile.Read(profile, "t,flag,meter,kWh", "2026-03-02 00:00,?,C,1", "2026-03-02 00:00,?,A,1", "2026-03-02 00:15,?,A,3", "2026-03-02 00:15,!,A,3").Faults().ShouldBe(["3:18 unknown_flag", "5:18 unknown_flag"]);
    }

    [Fact]
    public void Decimal_commas_in_quotes_may_stand_between_commas()
    {
        var profile = CsvFile.Wide with { Text = new() { DecimalMark = ',' } };
        CsvFile.Read(profile, "t,A,B", "2026-03-02 00:00,1,\"2,5\"", "2026-03-02 00:15,\"3,0\",").Series().ShouldBe(FirstTwo);
        CsvFile.Read(profile, "t,A,B", "2026-03-02 00:00,1,2,5").Faults().ShouldBe(["2:20 too_many_cells"]);
    }

    [Fact]
    public void A_header_may_not_have_more_columns_than_a_sheet()
    {
        string Header(int columns) => "t,A" + string.Concat(Enumerable.Range(2, columns - 2).Select(c => $",{c}"));
        CsvFile.Read(CsvFile.Wide, Header(16_384), "2026-03-02 00:00,1" + new string(',', 16_382)).IsSuccess.ShouldBeTrue();
        CsvFile.Read(CsvFile.Wide, Header(16_385), "2026-03-02 00:00,1").Faults().ShouldBe(["1:1 too_many_columns"]);
        ProfileSuggester.Suggest(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Header(16_385) + "\n", 3))), "m.csv").FirstError.Code.ShouldBe("intake.unrecognised");
    }

    [Fact]
    public void The_list_of_faults_is_cut_at_a_hundred_and_counts_on()
    {
        var file = CsvFile.Read(CsvFile.Wide, ["t,A,B", .. Enumerable.Range(0, 400).Select(_ => "never,x,y")]);
        (file.Errors.Count, file.ErrorCount).ShouldBe((100, 1200));
    }

    [Fact]
    public void A_workbooks_rows_are_read_by_the_same_rules()
    {
        var rows = new RowIntake("book.xlsx", CsvFile.Wide with { Format = IntakeFormat.WideXlsx });
        rows.Header(["t", "A", "B"], 1).ShouldBeTrue();
        rows.Row(["2026-03-02 00:00", "1", "2.5"], 2);
        rows.Row(["", "3"], 3, (new DateTime(2026, 3, 2, 0, 15, 0) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond);
        var file = rows.Finish();
        file.Series().ShouldBe(FirstTwo);
        file.Notes().ShouldBe(["3:3 note_empty ×1"]);
    }
}
