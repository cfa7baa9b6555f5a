using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>A running register: differences, rollover, meter exchange, gaps.</summary>
public sealed class RegisterTests
{
    private static readonly ImportProfile Register = CsvFile.Wide with { Values = new() { Kind = ValueKind.Register, Unit = "kWh", RegisterDigits = 4, SerialColumn = "serial" } };

    private static string[] Rows(params string[] cells) => ["t,serial,A,B", .. cells.Select((c, i) => $"2026-03-02 {i / 4:00}:{i % 4 * 15:00},{c},1")];

    [Fact]
    public void Energy_is_what_the_register_gained_from_one_stamp_to_the_next() =>
        CsvFile.Read(Register, Rows("S1,10.000000001", "S1,10.5", "S1,12")).Series().ShouldBe(["03-01 16:00 499.999999", "03-01 16:15 1500"]);

    [Fact]
    public void A_register_that_ran_over_begins_again_at_zero()
    {
        var file = CsvFile.Read(Register, Rows("S1,9999.5", "S1,0.25", "S1,1"));
        file.Series().ShouldBe(["03-01 16:00 750", "03-01 16:15 750"]);
        file.Notes().ShouldBe(["3:1 note_rollover ×1"]);
    }

    [Fact]
    public void A_register_that_falls_otherwise_is_an_error()
    {
        CsvFile.Read(Register, Rows("S1,5000", "S1,4000")).Faults().ShouldBe(["3:1 register_fell"]);
        CsvFile.Read(Register with { Values = Register.Values with { RegisterDigits = 0 } }, Rows("S1,9999", "S1,0")).Faults().ShouldBe(["3:1 register_fell"]);
        CsvFile.Read(Register, Rows("S1,9999", "S1,10001")).Faults().ShouldBe(["3:1 register_fell"]);
    }

    [Fact]
    public void Another_serial_number_begins_another_register()
    {
        var file = CsvFile.Read(Register, Rows("S1,50", "S1,60", "S2,3", "S2,5"));
        file.Series().ShouldBe(["03-01 16:00 10000", "03-01 16:30 2000"]);
        file.Notes()[0].ShouldBe("4:1 note_exchange ×1");
        // both meters read at the exchange: nothing is unknown
        string[] both = ["t,serial,A,B", "2026-03-02 00:00,S1,50,1", "2026-03-02 00:15,S1,60,1", "2026-03-02 00:15,S2,0,1", "2026-03-02 00:30,S2,2,1"];
        CsvFile.Read(Register, both).Series().ShouldBe(["03-01 16:00 10000", "03-01 16:15 2000"]);
    }

    [Fact]
    public void A_meter_may_be_exchanged_within_an_interval()
    {
        string[] rows = ["2026-03-02 00:00,S1,50,1", "2026-03-02 00:07,S1,53,2", "2026-03-02 00:07,S2,0,0", "2026-03-02 00:15,S2,4,0", "2026-03-02 00:30,S2,5,0"];
        string[] expected = ["03-01 16:00 7000", "03-01 16:15 1000"];
        CsvFile.Read(Register, ["t,serial,A,B", .. rows]).Series().ShouldBe(expected);
        CsvFile.Read(Register, ["t,serial,A,B", .. rows.Reverse()]).Series().ShouldBe(expected);
        // of the second meter nothing was read then: what the first counted belongs to no interval
        var half = CsvFile.Read(Register, ["t,serial,A,B", rows[0], rows[1], "2026-03-02 00:07,S2,,0", rows[3], rows[4]]);
        half.Series().ShouldBe(["03-01 16:15 1000"]);
        half.Notes().ShouldContain("5:1 note_register_gap ×3000");
        CsvFile.Read(Register, ["t,serial,A,B", rows[0], "2026-03-02 00:15,S1,53,2", "2026-03-02 00:15,S1,54,2", "2026-03-02 00:15,S2,0,0"]).Faults().ShouldBe(["4:1 row_conflict"]);
        CsvFile.Read(Register, ["t,serial,A,B", rows[0], "2026-03-02 00:15,S1,53,2", "2026-03-02 00:15,S2,0,0", "2026-03-02 00:15,S2,1,0"]).Faults().ShouldBe(["5:1 row_conflict"]);
        CsvFile.Read(Register, ["t,serial,A,B", .. rows[..2]]).Faults().ShouldBe(["3:1 rows_overlap"]);
        CsvFile.Read(Register, ["t,serial,A,B", .. rows[..3], "2026-03-02 00:10,S2,4,0", rows[3]]).Faults().ShouldBe(["6:1 rows_overlap"]);
    }

    [Fact]
    public void A_register_may_be_larger_than_the_energy_of_an_interval()
    {
        var mega = Register with { Values = Register.Values with { Unit = "MWh", RegisterDigits = 6 } };
        CsvFile.Read(mega, Rows("S1,999999", "S1,0.5", "S1,1")).Series().ShouldBe(["03-01 16:00 1500000", "03-01 16:15 500000"]);
        var nine = Register with { Values = Register.Values with { RegisterDigits = 9 } };
        CsvFile.Read(nine, Rows("S1,999999999", "S1,1")).Series().ShouldBe(["03-01 16:00 2000"]);
        CsvFile.Read(nine, Rows("S1,1", "S1,400000000", "S1,400000001")).Faults().ShouldBe(["3:1 too_large"]);
    }

    [Theory]
    [InlineData("kWh", 10, "9000000000", "too_large")]   // it ran over, but no interval has so much energy
    [InlineData("kWh", 10, "9999999999", "too_large")]
    [InlineData("MWh", 15, "5", "register_fell")]
    [InlineData("MWh", 7, "9000000", "too_large")]
    public void However_many_digits_a_register_has_it_is_followed_over_them(string unit, int digits, string last, string fault) =>
        CsvFile.Read(Register with { Values = Register.Values with { Unit = unit, RegisterDigits = digits } }, Rows($"S1,{last}", "S1,1")).FirstError.Code.ShouldBe($"intake.{fault}");

    [Fact]
    public void Registers_of_several_files_are_one()
    {
        byte[] File(params string[] rows) => MeterFormats.Bytes(["t,serial,A,B", .. rows]);
        byte[] january = File("2026-01-31 23:30,S1,9990,1", "2026-01-31 23:45,S1,9999,2");
        Result<IntakeFile> Joined(params byte[][] files) => IntakeReader.Read(ArchiveTests.Zip([.. files.Select((f, i) => ($"{i}.csv", f))]), "a.zip", Register);
        Joined(january, File("2026-02-01 00:00,S1,1,3", "2026-02-01 00:15,S1,2,4")).Series().ShouldBe(["01-31 15:30 9000", "01-31 15:45 2000", "01-31 16:00 1000"]);
        Joined(File("2026-02-01 00:00,S1,1,3"), january).Series().ShouldBe(["01-31 15:30 9000", "01-31 15:45 2000"]);
        // the reading at the turn of the month may stand in both
        Joined(File("2026-01-31 23:45,S1,9999,2", "2026-02-01 00:00,S1,1,3"), january).Series().ShouldBe(["01-31 15:30 9000", "01-31 15:45 2000"]);
        // if it is another one there, what lies between is told
        var other = Joined(january, File("2026-01-31 23:45,S1,9999.5,2", "2026-02-01 00:00,S1,1,3"));
        other.Series().ShouldBe(["01-31 15:30 9000", "01-31 15:45 1500"]);
        other.Value.Notes.ShouldContain(n => n.Code.Code == "intake.note_register_gap" && n.Count == 500);
        var gap = Joined(january, File("2026-02-01 00:15,S1,1,3", "2026-02-01 00:30,S1,2,4"));
        gap.Series().ShouldBe(["01-31 15:30 9000", "01-31 16:15 1000"]);
        gap.Value.Notes.ShouldContain(n => n.Code.Code == "intake.note_register_gap" && n.Count == 2000);
        Joined(january, File("2026-02-01 00:00,S2,1,3", "2026-02-01 00:15,S2,2,4")).Value.Notes.ShouldContain(n => n.Code.Code == "intake.note_exchange");
        Joined(january, File("2026-02-01 00:00,S1,9000,3")).FirstError.Code.ShouldBe("intake.register_fell");
    }

    [Fact]
    public void Every_row_may_have_a_serial_number_of_its_own()
    {
        var rows = new RowContext("m.csv", Register);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 1; i <= 200_000; i++) rows.SerialOf($"S{i:000000}").ShouldBe(i);
        rows.SerialOf("S000007").ShouldBe(7);
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(10, "twenty thousand million comparisons take longer than that");
    }

    [Fact]
    public void Energy_over_a_gap_belongs_to_no_interval_but_is_told()
    {
        var file = CsvFile.Read(Register, Rows("S1,10", "S1,", "S1,13.5", "S1,14"));
        file.Series().ShouldBe(["03-01 16:30 500"]);
        file.Notes().ShouldContain("4:1 note_register_gap ×3500");
    }

    [Fact]
    public void A_multipliers_rounding_does_not_add_up()
    {
        var profile = Register with { Values = Register.Values with { Unit = "Wh", Multiplier = 0.333333m, RegisterDigits = 0 } };
        var file = CsvFile.Read(profile, Rows([.. Enumerable.Range(0, 90).Select(i => $"S1,{i * 0.000001m}")]));
        var channel = file.Value.Channels[0];
        // 89 µWh × 0.333333 = 29.666637 µWh
        channel.Microjoules.Sum().ShouldBe(30 * 3600);
    }
}
