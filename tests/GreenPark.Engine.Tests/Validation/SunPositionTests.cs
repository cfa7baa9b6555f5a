using System.Globalization;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

public sealed class SunPositionTests
{
    /// <summary>The worked example of NREL's solar position algorithm (TP-560-34302, table A5.1): 39.872046° before refraction.</summary>
    [Fact]
    public void The_worked_example_of_NREL_is_met() =>
        SunPosition.ElevationDegrees(Utc("2003-10-17T19:30:30Z"), 39.742476, -105.1786).ShouldBe(39.872046, 0.01);

    /// <summary>Published sunrises and sunsets, given to the minute: the upper rim stands on the horizon, 0.833° with refraction.</summary>
    [Theory]
    [InlineData("2024-06-21T04:51:00+08:00", 31.2304, 121.4737)]
    [InlineData("2024-06-21T19:01:00+08:00", 31.2304, 121.4737)]
    [InlineData("2024-12-21T06:49:00+08:00", 31.2304, 121.4737)]
    [InlineData("2024-12-21T16:55:00+08:00", 31.2304, 121.4737)]
    [InlineData("2024-06-20T04:43:00+02:00", 52.52, 13.405)]
    [InlineData("2024-06-20T21:33:00+02:00", 52.52, 13.405)]
    [InlineData("2024-12-21T08:15:00+01:00", 52.52, 13.405)]
    [InlineData("2024-12-21T15:54:00+01:00", 52.52, 13.405)]
    public void Published_sunrises_and_sunsets_are_met(string time, double latitude, double longitude) =>
        SunPosition.ElevationDegrees(Utc(time), latitude, longitude).ShouldBe(-0.833, 0.25);

    [Fact]
    public void At_the_solstice_the_noon_sun_stands_at_the_obliquity_above_the_equator_of_the_sky()
    {
        Highest("2024-06-20", 52.52, 13.405).ShouldBe(90 - 52.52 + 23.436, 0.01);
        Highest("2024-06-21", 31.2304, 121.4737).ShouldBe(90 - 31.2304 + 23.436, 0.01);
        Highest("2024-12-21", 52.52, 13.405).ShouldBe(90 - 52.52 - 23.436, 0.01);
        Highest("2024-12-21", -33.87, 151.21).ShouldBe(90 - 33.87 + 23.436, 0.01);
    }

    [Fact]
    public void At_the_equinox_of_2024_the_sun_stands_over_the_equator()
    {
        // 2024-03-20 03:06 UTC: seen from the pole it stands on the horizon
        SunPosition.ElevationDegrees(Utc("2024-03-20T03:06:00Z"), 90, 0).ShouldBe(0, 0.01);
        SunPosition.ElevationDegrees(Utc("2024-03-21T03:06:00Z"), 90, 0).ShouldBe(0.395, 0.02);
    }

    [Fact]
    public void An_interval_is_judged_by_its_midpoint()
    {
        var grid = Meters.Grid("Asia/Shanghai", "2026-03-20", "2026-03-21");
        var night = SunPosition.IsBelow(grid, Meters.Latitude, Meters.Longitude, -6);
        for (var i = 0; i < night.Length; i++)
            night[i].ShouldBe(SunPosition.ElevationDegrees(grid.StartUtcSeconds + i * 900 + 450, Meters.Latitude, Meters.Longitude) < -6);
        // at the equinox civil twilight is some 25 minutes: dark from about 18:30 to 05:35
        night[grid.At("2026-03-20", 18, 15)].ShouldBeFalse();
        night[grid.At("2026-03-20", 18, 45)].ShouldBeTrue();
        night[grid.At("2026-03-20", 5, 0)].ShouldBeTrue();
        night[grid.At("2026-03-20", 6, 0)].ShouldBeFalse();
    }

    private static double Highest(string day, double latitude, double longitude) =>
        Enumerable.Range(0, 24 * 60).Max(m => SunPosition.ElevationDegrees(Utc(day + "T00:00:00Z") + m * 60, latitude, longitude));

    private static long Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
