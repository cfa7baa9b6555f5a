using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Readings as gateways send them: exact, with flags, joined, and every fault with its path.</summary>
public sealed class JsonIntakeTests
{
    private static Result<IntakeFile> Read(string json) => JsonIntake.Read(Encoding.UTF8.GetBytes(json), "sent.json");

    private static string Block(string kwh, string rest = "") =>
        $$"""{ "points": [ { "point": "MP-F", "start": "2026-01-01T00:00:00+08:00", "intervalMinutes": 15, "kWh": {{kwh}}{{rest}} } ] }""";

    [Fact]
    public void Numbers_and_texts_are_exact_and_null_is_missing()
    {
        var channel = Read(Block("""[1.25, null, "0.750", 0, 12345.678]""")).Value.Channels.ShouldHaveSingleItem();
        (channel.Name, channel.IntervalSeconds).ShouldBe(("MP-F", 900));
        channel.Microjoules.Select(x => x / MeterChannel.MicrojoulesPerWh).ShouldBe([1250, 750, 0, 12_345_678]);
        channel.StartUtcSeconds.Select(x => (x - channel.StartUtcSeconds[0]) / 900).ShouldBe([0, 2, 3, 4]);
        DateTimeOffset.FromUnixTimeSeconds(channel.StartUtcSeconds[0]).ToString("o").ShouldStartWith("2025-12-31T16:00:00");
    }

    [Fact]
    public void Flags_say_where_a_reading_comes_from() =>
        Read(Block("[1, 2, 3, 4]", """, "quality": "ME-X" """)).Value.Channels[0].Quality.Select(x => (char)x).ShouldBe(['M', 'E', 'X']);

    [Fact]
    public void Blocks_of_one_point_are_joined_and_what_conflicts_is_told()
    {
        const string two = """{ "points": [ { "point": "A", "start": "2026-01-01T00:15:00Z", "intervalMinutes": 15, "kWh": [2] }, { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1, 2] } ] }""";
        Read(two).Value.Channels.ShouldHaveSingleItem().Microjoules.Length.ShouldBe(2);
        var conflict = Read(two.Replace("[2]", "[3]")).FirstError;
        conflict.Code.ShouldBe("intake.join_conflicts");
        conflict.Args[2..].ShouldBe(["sent.json/points[1]", "sent.json/points[0]"], ignoreOrder: true);
        // neither length divides the other, or a block of days would become one of minutes
        Read(two.Replace("15, \"kWh\": [2]", "10, \"kWh\": [2]")).FirstError.Code.ShouldBe("intake.interval_changes");
        Read(two.Replace("15, \"kWh\": [1, 2]", "1440, \"kWh\": [1, 2]").Replace("15, ", "1, ")).FirstError.Code.ShouldBe("intake.interval_changes");
    }

    [Fact]
    public void A_block_may_not_run_beyond_the_calendar()
    {
        const string late = """{ "points": [ { "point": "A", "start": "8999-12-31T00:00:00Z", "intervalMinutes": 1440, "kWh": [1, 2, 3] }, { "point": "A", "start": "8999-12-31T00:00:00Z", "intervalMinutes": 1440, "kWh": [4] } ] }""";
        Read(late).FirstError.Code.ShouldBe("intake.json_value");
        Read(late.Replace("8999-12-31", "9999-12-31", StringComparison.Ordinal)).Errors.Select(e => e.Code).ShouldBe(["intake.json_value", "intake.json_value"]);
        Read(late.Replace("8999-12-31", "2026-01-01", StringComparison.Ordinal)).FirstError.Code.ShouldBe("intake.join_conflicts");
    }

    [Theory]
    [InlineData("""{ "points": [ """, "intake.json_syntax")]
    [InlineData("""[]""", "intake.json_syntax")]
    [InlineData("""{ "points": [] } x""", "intake.json_syntax")]
    [InlineData("""{ "points": [] }""", "intake.json_no_points")]
    [InlineData("""{ "points": {} }""", "intake.json_value")]
    [InlineData("""{ "points": [ 1 ] }""", "intake.json_value")]
    [InlineData("""{ "readings": [] }""", "intake.json_unknown")]
    [InlineData("""{ "points": [ { "point": "A" } ] }""", "intake.json_missing")]
    [InlineData("""{ "points": [ { "point": "", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1] } ] }""", "intake.json_value")]
    [InlineData("""{ "points": [ { "point": "A", "start": "1 January", "intervalMinutes": 15, "kWh": [1] } ] }""", "intake.json_value")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 0, "kWh": [1] } ] }""", "intake.json_value")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [-1] } ] }""", "intake.json_reading")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1.2345] } ] }""", "intake.json_reading")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1e3, [2], true] } ] }""", "intake.json_reading")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1, 2], "quality": "M" } ] }""", "intake.json_quality")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1], "unit": "kWh" } ] }""", "intake.json_unknown")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1], "kWh": [2] } ] }""", "intake.json_twice")]
    [InlineData("""{ "points": [ { "point": "A", "point": "B", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1] } ] }""", "intake.json_twice")]
    [InlineData("""{ "points": [ { "point": "A", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 15, "kWh": [1] } ], "points": [] }""", "intake.json_twice")]
    public void What_does_not_fit_is_told(string json, string code)
    {
        var read = Read(json);
        read.Errors.ShouldContain(x => x.Code == code);
        read.Errors.ShouldAllBe(x => x.Place!.Value.File == "sent.json");
    }
}
