namespace GreenPark.Application.Features.Demo;

/// <summary>Sun, cloud, wind and heat of an invented coastal place near 30° N, by local time.</summary>
internal static class DemoWeather
{
    private const int CloudSeries = 900, PassingCloudSeries = 901, WindSeries = 902, GustSeries = 903, FrontSeries = 904;

    /// <summary>Share of the PV plant's rated power.</summary>
    public static double Solar(DateOnly day, int quarter)
    {
        var season = Season(day);
        var halfDay = 5.95 + 1.05 * season;                              // hours from sunrise to noon
        var fromNoon = (quarter + 0.5) / 4 - 12.1;
        var height = 1 - fromNoon * fromNoon / (halfDay * halfDay);      // a parabola instead of the sine: same on every machine
        if (height <= 0) return 0;
        var clear = height * (0.74 + 0.13 * season);
        var passing = 1 - (1 - Clearness(day)) * 0.6 * DemoNoise.Unit(PassingCloudSeries, day.DayNumber, quarter / 2);
        return clear * Clearness(day) * passing;
    }

    /// <summary>Share of the wind plant's rated power; stronger in winter and at night.</summary>
    public static double Wind(DateOnly day, int quarter)
    {
        var step = day.DayNumber * 96 + quarter;
        var speed = 7.4 - 1.1 * Season(day) + 2.9 * DemoNoise.Smooth(WindSeries, step, 96) + 1.7 * DemoNoise.Smooth(FrontSeries, step, 31)
            + 0.5 * DemoNoise.Smooth(GustSeries, step, 3) + (quarter is < 24 or > 76 ? 0.5 : 0);
        if (speed <= 3) return 0;
        var share = (speed * speed * speed - 27) / (12.5 * 12.5 * 12.5 - 27);
        return Math.Min(1, share);
    }

    /// <summary>0 in the cool half of the year to 1 in the hottest weeks.</summary>
    public static double Heat(DateOnly day) => Math.Max(0, Season(day, peak: 205));

    /// <summary>Some weeks are grey, and single days differ.</summary>
    private static double Clearness(DateOnly day)
    {
        var week = DemoNoise.Unit(CloudSeries, day.DayNumber / 7);
        var grey = week < 0.22 ? 0.36 : week < 0.45 ? 0.68 : 0.93;
        return Math.Clamp(grey + 0.22 * (DemoNoise.Unit(CloudSeries, day.DayNumber, 1) - 0.5), 0.08, 1);
    }

    /// <summary>−1 in winter to 1 in summer: two parabolas joined smoothly, near enough to a cosine.</summary>
    private static double Season(DateOnly day, int peak = 172)
    {
        var away = Math.Abs((day.DayOfYear - peak + 365 + 182) % 365 - 182) / 182.5;   // 0 at the peak, 1 half a year away
        return away < 0.5 ? 1 - 4 * away * away : 4 * (1 - away) * (1 - away) - 1;
    }
}
