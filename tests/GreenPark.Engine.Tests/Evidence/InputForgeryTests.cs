using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;
using static GreenPark.Engine.Tests.Evidence.Forger;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>A forged park file, readings or quality flags: the pack is calculated again from them, and its results do not follow.</summary>
public class InputForgeryTests
{
    [Theory]
    [InlineData("\"gridAverage\": 536.6", "\"gridAverage\": 536.7"), InlineData("\"sharePpm\": 400000", "\"sharePpm\": 400001"), InlineData("\"openingGreenWh\": 1000", "\"openingGreenWh\": 9000")]
    [InlineData("锻造", "铸造"), InlineData("\"proportional\"", "\"none\"")]
    public void A_changed_park_file_is_found(string old, string with) =>
        Forged(f => f["input/park.json"] = f["input/park.json"].Replaced(old, with)).Failed().Where(id => id != "conservation").ShouldBe(RerunDiffers, with);

    [Fact]
    public void A_park_file_that_cannot_be_calculated_is_found()
    {
        foreach (var bad in new[] { "{}", "", "[]", "null", "{\"method\":\"gpm-1\"}", "\u0000" })
            Forged(f => f["input/park.json"] = Vectors.Utf8(bad)).Failed().ShouldContain("reperformance", bad);
        Forged(f => f["input/park.json"] = f["input/park.json"].Replaced("gpm-1", "gpm-2")).Failed().ShouldContain("reperformance");
    }

    [Fact]
    public void Changed_readings_are_found()
    {
        foreach (var change in new Func<byte[], byte[]>[]
        {
            r => r.Replaced("+08:00,0.000,", "+08:00,0.001,"), r => r.Replaced(":00:00+08:00", ":00+08:00"), r => [.. r, (byte)'\r', (byte)'\n'],
        }) Forged(f => f["input/readings.csv"] = change(f["input/readings.csv"])).Failed().ShouldContain("reperformance");
        foreach (var bad in new[] { "", "interval_start", "garbage", "interval_start,PV\n" })
            Forged(f => f["input/readings.csv"] = Vectors.Utf8(bad)).Failed().ShouldContain("reperformance", bad);
    }

    [Fact]
    public void Changed_quality_flags_are_found()
    {
        // an estimated consumption called measured changes the summary and a statement
        Forged(f => f["input/quality.csv"] = f["input/quality.csv"].Replaced(",E,", ",M,")).Failed().ShouldBe(RerunDiffers);
        // a flag of a meter that measures no member changes the summary only
        Forged(f => f["input/quality.csv"] = f["input/quality.csv"].Replaced(",M", ",E")).Failed().ShouldBe(["reperformance"]);
    }

    [Fact]
    public void The_quality_file_has_the_shape_of_the_readings()
    {
        foreach (var change in new Func<byte[], byte[]>[]
        {
            q => q.Replaced(",W,", ",V,"), q => q.Replaced("interval_start", "start"), q => q.Replaced(",M,M,", ",,M,"), q => q.Replaced(",M,M,", ",A,M,"), q => q.Replaced(",M,M,", ",MM,M,"), q => q.Replaced("M\n", "M,M\n"),
            q => q.Replaced("00:00:00+08:00", "00:30:00+08:00"), q => [], q => [.. q, .. "garbage\n"u8], q => [.. q, .. "2018-01-03T00:00:00+08:00,M\n"u8],
            // the row with the estimate is left out and its neighbour stands twice: as many rows as before
            q => Vectors.Utf8(string.Join('\n', Vectors.Text(q).Split('\n') is var rows ? rows.Select((row, i) => row.Contains(",E,") ? rows[i - 1] : row) : [])),
        })
        {
            var verification = Forged(f => f["input/quality.csv"] = change(f["input/quality.csv"]));
            verification.Failed().ShouldContain("reperformance");
            verification.Codes("reperformance").ShouldHaveSingleItem().ShouldStartWith("quality.");
        }
    }

    [Fact]
    public void Where_the_run_cannot_be_calculated_again_nothing_that_needs_it_is_ticked()
    {
        var verification = Forged(f => f["input/readings.csv"] = []);
        foreach (var id in new[] { "conservation", "figures" }) verification.State(id).ShouldBe(CheckState.Absent, id);
        verification.State("reperformance").ShouldBe(CheckState.Fail);
    }
}
