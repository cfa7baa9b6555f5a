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
        Read(two.Replace("[2]", "[3]")).FirstError.Code.ShouldBe("intake.join_conflicts");
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
    public void What_does_not_fit_is_told(string json, string code)
    {
        var read = Read(json);
        read.Errors.ShouldContain(x => x.Code == code);
        read.Errors.ShouldAllBe(x => x.Place!.Value.File == "sent.json");
    }

    [Fact]
    public void Damaged_text_never_breaks_it()
    {
        var sample = Encoding.UTF8.GetBytes(Block("""[1.25, null, "0.750"]""", """, "quality": "M-E" """));
        var random = new Random(2026);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = sample.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = JsonIntake.Read(bytes.AsMemory(0, random.Next(bytes.Length + 1)), "damaged.json");
            if (read.IsFailure) read.Errors.ShouldNotBeEmpty();
        }
    }
}
