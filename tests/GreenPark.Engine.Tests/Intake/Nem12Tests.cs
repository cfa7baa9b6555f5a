using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>NEM12's form, a rule each: what is taken and how, what is refused and where.</summary>
public sealed class Nem12Tests
{
    private const string Header = "100,NEM12,202401010000,MDA1,Ret1";
    private const string Hourly = "200,NMI0000001,E1,1,E1,N1,METER1,kWh,60,";

    /// <summary>A 300 row of 24 equal values.</summary>
    private static string Day(string day, string value = "1.5", string tail = "A,,,20240102120000,") =>
        $"300,{day},{string.Join(',', Enumerable.Repeat(value, 24))},{tail}";

    /// <summary>A 300 row with one value replaced, from 1.</summary>
    private static string DayWith(int interval, string value, string tail = "A,,,,")
    {
        var values = Enumerable.Repeat("1.5", 24).ToArray();
        values[interval - 1] = value;
        return $"300,20240101,{string.Join(',', values)},{tail}";
    }

    private static Result<IntakeFile> Read(params string[] rows) => Read(MeterFormats.Nem12, rows);

    private static Result<IntakeFile> Read(ImportProfile profile, params string[] rows) =>
        Nem12Intake.Read(MeterFormats.Bytes([Header, .. rows, "900"]), "m.csv", profile);

    private static string[] Faults(params string[] rows) => MeterFormats.Faults(Read(rows));

    [Fact]
    public void A_day_begins_at_midnight_of_market_time()
    {
        var channel = Read(Hourly, Day("20240101")).Value.Channels.ShouldHaveSingleItem();
        channel.Name.ShouldBe("NMI0000001-E1");
        channel.IntervalSeconds.ShouldBe(3600);
        channel.StartUtcSeconds[0].ShouldBe(new DateTimeOffset(2023, 12, 31, 14, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        channel.StartUtcSeconds[23].ShouldBe(channel.StartUtcSeconds[0] + 23 * 3600);
        channel.Microjoules.ShouldAllBe(e => e == 1_500 * MeterChannel.MicrojoulesPerWh);
        channel.Lines.ShouldAllBe(l => l == 3);
        channel.Note.ShouldBe("METER1, kWh");
    }

    [Fact]
    public void The_profile_may_name_another_zone_but_none_whose_clocks_change_on_a_day()
    {
        var perth = MeterFormats.Nem12 with { Stamps = new StampLayout { Zone = "+08:00" } };
        Read(perth, Hourly, Day("20240101")).Value.Channels[0].StartUtcSeconds[0].ShouldBe(new DateTimeOffset(2023, 12, 31, 16, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        var sydney = MeterFormats.Nem12 with { Stamps = new StampLayout { Zone = "Australia/Sydney" } };
        MeterFormats.Faults(Read(sydney, Hourly, Day("20240407"))).ShouldBe(["3:5 intake.nem12_clock_change"]);
        Read(sydney, Hourly, Day("20240408")).IsSuccess.ShouldBeTrue();
        MeterFormats.Faults(Read(MeterFormats.Nem12 with { Stamps = new StampLayout { Zone = "Sydney" } }, Hourly, Day("20240407"))).ShouldBe([": intake.unknown_zone"]);
    }

    [Theory]
    [InlineData("Wh", "7", 7)]
    [InlineData("wh", "7", 7)]
    [InlineData("KWH", "0.007", 7)]
    [InlineData("kwh", ".007", 7)]
    [InlineData("MWh", "1", 1_000_000)]
    [InlineData("mwh", "0.000001", 1)]
    [InlineData("kWh", "00000000000000000000000000000.0070000000000000000", 7)]
    public void Units_of_energy_count_in_any_case(string unit, string value, long wh) =>
        Read(Hourly.Replace("kWh", unit, StringComparison.Ordinal), Day("20240101", value)).Value.Channels[0].Microjoules[0].ShouldBe(wh * MeterChannel.MicrojoulesPerWh);

    [Theory]
    [InlineData("kVArh")]
    [InlineData("KVARH")]
    [InlineData("V")]
    [InlineData("kW")]
    [InlineData("")]
    public void Other_channels_are_passed_over_and_named(string unit)
    {
        var file = Read(Hourly, Day("20240101"), Hourly.Replace("kWh", unit, StringComparison.Ordinal).Replace(",E1,N1", ",Q1,N1", StringComparison.Ordinal), Day("20240101"), Day("20240102")).Value;
        file.Channels.Select(c => c.Name).ShouldBe(["NMI0000001-E1"]);
        var note = file.Notes.ShouldHaveSingleItem();
        (note.Code.Code, note.Code.Args[0], note.Code.Args[1], note.Count, note.Code.Place).ShouldBe(
            ("intake.no_energy_channel", "NMI0000001-Q1", unit.Length == 0 ? "-" : unit, 2L, new Place("m.csv", 4, 34)));
    }

    [Fact]
    public void A_file_without_any_energy_is_refused() =>
        Faults(Hourly.Replace("kWh", "V", StringComparison.Ordinal), Day("20240101")).ShouldBe([": intake.no_energy"]);

    [Theory]
    [InlineData("A,,,,", ReadingQuality.Measured, "A")]
    [InlineData("A", ReadingQuality.Measured, "A")]
    [InlineData("E52,,,,", ReadingQuality.Estimated, "E52")]
    [InlineData("S14,1,,,", ReadingQuality.Estimated, "S14/1")]
    [InlineData("F14,76,,,", ReadingQuality.Estimated, "F14/76")]
    public void Flags_are_mapped_and_kept_word_for_word(string tail, ReadingQuality quality, string mark)
    {
        var channel = Read(Hourly, Day("20240101", tail: tail)).Value.Channels[0];
        channel.Quality.ShouldAllBe(q => q == (byte)quality);
        channel.Marks.Select(m => channel.MarkTexts[m]).ShouldAllBe(m => m == mark);
    }

    [Fact]
    public void Null_intervals_are_not_there_and_are_counted()
    {
        var file = Read(Hourly, DayWith(3, "", "V,,,,"), "400,1,2,A,,", "400,3,3,N,,", "400,4,23,S14,1,", "400,24,24,N,,").Value;
        var channel = file.Channels[0];
        channel.StartUtcSeconds.Length.ShouldBe(22);
        channel.StartUtcSeconds[2].ShouldBe(channel.StartUtcSeconds[0] + 3 * 3600);
        string.Concat(channel.Quality.Select(q => (char)q)).ShouldBe("MM" + new string('E', 20));
        var note = file.Notes.ShouldHaveSingleItem();
        (note.Code.Code, note.Count, note.Code.Place!.Value.Line).ShouldBe(("intake.null_readings", 2L, 3));
    }

    [Theory]
    [InlineData("6: intake.nem12_event_gap", "400,1,10,A,,", "400,11,20,A,,", "400,21,23,A,,")]
    [InlineData("5:5 intake.nem12_event_gap", "400,1,10,A,,", "400,12,24,A,,")]
    [InlineData("5:5 intake.nem12_event_overlap", "400,1,10,A,,", "400,10,24,A,,")]
    [InlineData("5:5 intake.nem12_event_overlap", "400,1,24,A,,", "400,1,24,A,,")]
    [InlineData("4:7 intake.nem12_event_beyond", "400,1,25,A,,")]
    [InlineData("4:5 intake.nem12_event_range", "400,0,24,A,,")]
    [InlineData("4:5 intake.nem12_event_range", "400,7,6,A,,")]
    [InlineData("4:5 intake.nem12_event_range", "400,x,6,A,,")]
    [InlineData("4:10 intake.nem12_bad_quality", "400,1,24,V,,")]
    [InlineData("4:10 intake.nem12_bad_quality", "400,1,24,,,")]
    [InlineData("3: intake.nem12_event_gap")]
    public void Ranges_of_a_varying_day_cover_it_once(string fault, params string[] events) =>
        Faults([Hourly, Day("20240101", tail: "V,,,,"), .. events]).ShouldBe([fault]);

    [Fact]
    public void Ranges_of_a_measured_day_may_leave_the_rest_as_it_is()
    {
        var channel = Read(Hourly, Day("20240101"), "400,5,6,A,79,").Value.Channels[0];
        channel.Marks.Select(m => channel.MarkTexts[m]).Count(m => m == "A/79").ShouldBe(2);
        channel.Quality.ShouldAllBe(q => q == 'M');
    }

    [Theory]
    [InlineData("E52", "N")]
    [InlineData("A", "S14")]
    [InlineData("N", "A")]
    public void A_range_that_contradicts_its_whole_day_is_refused(string day, string range)
    {
        Faults(Hourly, Day("20240101", tail: $"{day},,,,"), $"400,5,6,{range},,").ShouldBe(["4:9 intake.nem12_event_contradicts"]);
        Read(Hourly, Day("20240101", tail: "V,,,,"), $"400,1,6,{range},,", $"400,7,24,{day},,").IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("abc", "3:18 intake.amount_no_number")]
    [InlineData("1e3", "3:18 intake.amount_no_number")]
    [InlineData("1.", "3:18 intake.amount_no_number")]
    [InlineData("+1", "3:18 intake.amount_no_number")]
    [InlineData("１", "3:18 intake.amount_no_number")]
    [InlineData("-1", "3:18 intake.amount_negative")]
    [InlineData("", "3:18 intake.nem12_no_value")]
    [InlineData("0.0000000000001", "3:18 intake.amount_too_fine")]
    [InlineData("99999999", "3:18 intake.amount_too_large")]
    [InlineData("999999999999999999999999999999999999", "3:18 intake.amount_too_large")]
    public void A_value_that_is_none_is_shown_at_its_place(string value, string fault) => Faults(Hourly, DayWith(2, value)).ShouldBe([fault]);

    [Fact]
    public void Negative_values_are_what_the_profile_says()
    {
        ImportProfile With(NegativeValues negative) => MeterFormats.Nem12 with { Values = new ValueLayout { Negative = negative } };
        var zero = Read(With(NegativeValues.Zero), Hourly, DayWith(2, "-0.1")).Value;
        zero.Channels[0].Microjoules[1].ShouldBe(0);
        zero.Notes.ShouldHaveSingleItem().Code.Code.ShouldBe("intake.negative_as_zero");
        var missing = Read(With(NegativeValues.Missing), Hourly, DayWith(2, "-0.1")).Value;
        missing.Channels[0].Microjoules.Length.ShouldBe(23);
        missing.Notes.ShouldHaveSingleItem().Code.Code.ShouldBe("intake.negative_as_missing");
    }

    [Fact]
    public void A_multiplier_of_the_profile_is_applied_exactly() =>
        Read(MeterFormats.Nem12 with { Values = new ValueLayout { Multiplier = 12.5m } }, Hourly, Day("20240101", "0.003")).Value
            .Channels[0].Microjoules[0].ShouldBe(135_000_000_000);

    [Theory]
    [InlineData("4:1 intake.empty_line", Hourly, "300", "", "300")]
    [InlineData("2:1 intake.mdff_orphan", "300")]
    [InlineData("2:1 intake.mdff_orphan", "400,1,24,A,,")]
    [InlineData("3:1 intake.mdff_orphan", Hourly, "400,1,24,A,,", "300")]
    [InlineData("3:1 intake.mdff_orphan", Hourly, "500,O,,,", "300")]
    [InlineData("2: intake.nem12_no_days", Hourly, "200,NMI0000002,E1,1,E1,N1,METER1,kWh,60,", "300")]
    [InlineData("4: intake.nem12_no_days", Hourly, "300", Hourly)]
    [InlineData("4:1 intake.mdff_second_header", Hourly, "300", Header)]
    [InlineData("4:1 intake.mdff_unknown_record", Hourly, "300", "301,20240101")]
    [InlineData("5:1 intake.mdff_after_end", Hourly, "300", "900", "300")]
    [InlineData("2:5 intake.mdff_no_name", "200,,E1,1,E1,N1,METER1,kWh,60,", "300")]
    [InlineData("2:21 intake.mdff_no_name", "200,NMI0000001,E1,1,,N1,METER1,kWh,60,", "300")]
    [InlineData("2:38 intake.nem12_interval_length", "200,NMI0000001,E1,1,E1,N1,METER1,kWh,20,", "300")]
    [InlineData("3:5 intake.nem12_bad_day", Hourly, "300,20240230")]
    [InlineData("3:5 intake.nem12_bad_day", Hourly, "300,00010101")]
    [InlineData("3:5 intake.nem12_bad_day", Hourly, "300,2024-01-01")]
    public void Rows_stand_in_the_order_of_the_format(string fault, params string[] rows)
    {
        var day = 0;
        Faults([.. rows.Select(r => r == "300" ? Day($"2024010{++day}") : r)])[0].ShouldBe(fault);
    }

    [Fact]
    public void A_channel_whose_interval_length_changes_goes_on_in_the_shorter_one()
    {
        const string five = "200,NMI0000001,E1,1,E1,N1,METER2,kWh,5,";
        var file = Read(Hourly, Day("20240101", "1.0001"), five, $"300,20240102,{string.Join(',', Enumerable.Repeat("0.25", 288))},A", Hourly, Day("20240103", tail: "E52")).Value;
        var channel = file.Channels.ShouldHaveSingleItem();
        channel.IntervalSeconds.ShouldBe(300);
        channel.StartUtcSeconds.ShouldBe(Enumerable.Range(0, 3 * 288).Select(i => channel.StartUtcSeconds[0] + i * 300L));
        // each hour of the longer intervals is what the file says, to the µJ
        for (var hour = 0; hour < 24; hour++)
            channel.Microjoules.AsSpan(hour * 12, 12).ToArray().Sum().ShouldBe(10_001 * MeterChannel.MicrojoulesPerWh / 10);
        channel.Microjoules.AsSpan(288, 288).ToArray().ShouldAllBe(e => e == 250 * MeterChannel.MicrojoulesPerWh);
        (channel.Quality[0], channel.Quality[^1], channel.Lines[0], channel.Lines[^1]).ShouldBe(((byte)'M', (byte)'E', 3, 7));
        file.Notes.Select(n => (n.Code.Code, n.Code.Args[1], n.Code.Args[2], n.Count, n.Code.Place!.Value.Line)).ShouldBe([("intake.note_interval_changes", 60, 5, 2L, 4)]);

        var profile = MeterFormats.Nem12 with { Channels = new Dictionary<string, string?> { ["NMI0000001-E1"] = "F" } };
        foreach (var minutes in new[] { 5, 15, 30, 60 })
        {
            var placed = GridPlacement.Place(file, profile, SmallPark.Microgrid with { IntervalMinutes = minutes }).Value;
            placed.ValuesWh.ToArray().Sum().ShouldBe(24 * 10_001 / 10 + 24 * 3_000 + 24 * 1_500, $"{minutes}");
            placed.Rows.ShouldBe(3 * 1_440 / minutes);
        }
    }

    [Fact]
    public void A_day_of_two_lengths_and_lengths_that_do_not_divide_each_other_are_refused()
    {
        const string ten = "200,NMI0000001,E1,1,E1,N1,METER2,kWh,10,", quarter = "200,NMI0000001,E1,1,E1,N1,METER2,kWh,15,";
        Faults(ten, $"300,20240101,{string.Join(',', Enumerable.Repeat("1", 144))},A", quarter, $"300,20240102,{string.Join(',', Enumerable.Repeat("1", 96))},A").ShouldBe(["4:38 intake.interval_changes"]);
        Faults(Hourly, Day("20240101", "4"), quarter, $"300,20240101,{string.Join(',', Enumerable.Repeat("1", 96))},A").ShouldBe(["5: intake.day_conflicts"]);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        MeterFormats.Faults(Nem12Intake.Read(MeterFormats.Bytes(Header, Hourly, Day("20240101")), "m.csv", MeterFormats.Nem12)).ShouldBe(["3: intake.mdff_no_end"]);
        var cut = MeterFormats.Bytes(Header, Hourly, Day("20240101")).AsMemory()[..^30];
        MeterFormats.Faults(Nem12Intake.Read(cut, "m.csv", MeterFormats.Nem12))[0].ShouldBe("3:100 intake.nem12_values");
    }

    [Fact]
    public void Blank_lines_at_the_end_are_an_editors()
    {
        Nem12Intake.Read(MeterFormats.Bytes(Header, Hourly, Day("20240101"), "900", "", " ", ""), "m.csv", MeterFormats.Nem12).IsSuccess.ShouldBeTrue();
        Read(Hourly, Day("20240101"), "500,O,S1,20240101,1").Value.Notes.ShouldHaveSingleItem().Code.Code.ShouldBe("intake.nem12_orders");
    }

    [Fact]
    public void A_day_twice_counts_once_where_it_is_the_same_and_is_refused_where_it_differs()
    {
        var file = Read(Hourly, Day("20240102"), Day("20240101"), Day("20240102")).Value;
        file.Channels[0].StartUtcSeconds.Length.ShouldBe(48);
        file.Channels[0].StartUtcSeconds.ShouldBeInOrder();
        var note = file.Notes.ShouldHaveSingleItem().Code;
        (note.Code, note.Args[2], note.Place!.Value.Line).ShouldBe(("intake.day_repeated", 3, 5));

        var conflict = Read(Hourly, Day("20240102"), Hourly, Day("20240102", "1.6")).FirstError;
        (conflict.Code, conflict.Args[2], conflict.Args[3]).ShouldBe(("intake.day_conflicts", 3, 5));
        // the same values with other flags are another statement
        Faults(Hourly, Day("20240102"), Day("20240102", tail: "E52,,,,")).ShouldBe(["4: intake.day_conflicts"]);
    }

    [Fact]
    public void More_flags_than_a_channel_can_number_are_refused()
    {
        var days = Enumerable.Range(0, 256).Select(i => Day(new DateOnly(2024, 1, 1).AddDays(i).ToString("yyyyMMdd"), tail: $"S14,{i},,,")).ToArray();
        Faults([Hourly, .. days]).ShouldBe(["258:110 intake.too_many_flags"]);
        Read([Hourly, .. days[..255]]).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("100,NEM14,2024", "1:5 intake.mdff_other_version")]
    [InlineData("interval_start,A", "1:1 intake.mdff_no_header")]
    [InlineData("100\0\0\0", "1:1 intake.binary")]
    [InlineData("\uFEFF", ": intake.empty")]
    public void Another_file_is_told_apart(string text, string fault) =>
        MeterFormats.Faults(Nem12Intake.Read(System.Text.Encoding.UTF8.GetBytes(text), "m.csv", MeterFormats.Nem12)).ShouldBe([fault]);

    [Theory]
    [InlineData("250,NMI1,11,1,11,11,M1,E,12a,20240101000000,A,,,20,20240201000000,A,,,8,kWh", "2:26 intake.nem13_bad_number")]
    [InlineData("250,NMI1,11,1,11,11,M1,E,12,20240101,A,,,20,20240201000000,A,,,8,kWh", "2:29 intake.nem13_bad_time")]
    [InlineData("250,NMI1,11,1,11,11,M1,E,12,20240201000000,A,,,20,20240101000000,A,,,8,kWh", "2:51 intake.nem13_disorder")]
    [InlineData("250,NMI1,11,1,11,11,M1,E,12,20240101000000,Q,,,20,20240201000000,A,,,8,kWh", "2:44 intake.nem12_bad_quality")]
    [InlineData("250,,11,1,11,11,M1,E,12,20240101000000,A,,,20,20240201000000,A,,,8,kWh", "2:5 intake.mdff_no_name")]
    [InlineData("550,N,,E,", "2:1 intake.mdff_orphan")]
    [InlineData("900", "2: intake.nem13_no_data")]
    public void A_register_read_that_is_wrong_is_shown_at_its_place(string row, string fault) =>
        MeterFormats.Faults(Nem13Intake.Read(row == "900" ? MeterFormats.Bytes("100,NEM13,2024", "900") : MeterFormats.Bytes("100,NEM13,2024", row, "900"), "r.csv")).ShouldBe([fault]);
}
