using System.Text;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Attribution;

/// <summary>Amounts at the edge of 64 bits: exact, or refused with a reason; never wrong and never a crash.</summary>
public sealed class ExtremeAmountTests
{
    private const string Largest = "9223372036854775.807";

    [Fact]
    public void The_largest_amount_is_shared_to_the_wh()
    {
        // pv and import carry one half each of what both members use
        var lines = Lines("4611686018427387.903", "6148914691236517.204", "3074457345618258.602", "4611686018427387.903", "0");
        var run = FileRun.Of(SmallPark.Bytes, [("readings.csv", lines)]).Value;
        var row = run.Series.Attributed[0].AsSpan(12 * 2, 2).ToArray();
        // 60 % and 40 % of 4611686018427387903 Wh are ...741.8 and ...161.2: the odd Wh goes to the larger remainder, the first member's
        row.ShouldBe([2_767_011_611_056_432_742, 1_844_674_407_370_955_161]);
        run.Totals.GenerationWh.ShouldBe(4_611_686_018_427_387_903);
    }

    [Theory]
    [InlineData(Largest, "0", "0", "0.001", "0")]
    [InlineData("0", Largest, "0.001", "0", "0")]
    [InlineData("0", Largest, "0", "0", "0.001")]
    public void Sums_past_64_bits_within_an_interval_are_refused(string pv, string forge, string mould, string import, string export) =>
        FileRun.Of(SmallPark.Bytes, [("readings.csv", Lines(pv, forge, mould, import, export))]).FirstError.Code.ShouldBe("run.energy_too_large");

    [Fact]
    public void Sums_past_64_bits_over_the_period_are_refused()
    {
        var text = Encoding.UTF8.GetString(Lines("0", "0", "0", Largest, "0")).Replace($"{SmallPark.Start(13)},0,0,0,0,0", $"{SmallPark.Start(13)},0,0,0,0.001,0");
        FileRun.Of(SmallPark.Bytes, [("readings.csv", Encoding.UTF8.GetBytes(text))]).FirstError.Code.ShouldBe("run.energy_too_large");
    }

    [Fact]
    public void An_opening_pool_past_64_bits_is_refused()
    {
        var park = SmallPark.Json.Replace("\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": 1, \"openingGreenWh\": 9223372036854775807, \"openingOtherWh\": 1 }");
        FileRun.Of(Encoding.UTF8.GetBytes(park), [("readings.csv", Lines("0", "0", "0", "0", "0"))]).FirstError.Code.ShouldBe("run.energy_too_large");
    }

    [Fact]
    public void Grams_past_64_bits_are_refused()
    {
        var park = SmallPark.Json.Replace("\"gridAverage\": 536.6", "\"gridAverage\": 1000000000000");
        FileRun.Of(Encoding.UTF8.GetBytes(park), [("readings.csv", Lines("0", "9000000000000000", "0", "0", "0"))]).FirstError.Code.ShouldBe("run.energy_too_large");
    }

    /// <summary>A day of nothing but one row at noon.</summary>
    private static byte[] Lines(string pv, string forge, string mould, string import, string export) => Encoding.UTF8.GetBytes(SmallPark.Text(
        [SmallPark.Header, .. Enumerable.Range(0, 24).Select(h => h == 12 ? $"{SmallPark.Start(12)},{pv},{forge},{mould},{import},{export}" : $"{SmallPark.Start(h)},0,0,0,0,0")]));
}
