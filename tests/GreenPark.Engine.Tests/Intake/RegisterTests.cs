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
