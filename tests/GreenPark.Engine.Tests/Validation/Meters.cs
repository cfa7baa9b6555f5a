using System.Collections.Immutable;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Tests.Validation;

/// <summary>Meters that behave, from which each test takes one thing away. Shanghai, quarter-hours, March 2026 with February as its past.</summary>
internal static class Meters
{
    public const double Latitude = 31.23, Longitude = 121.47;
    public static readonly DayGrid March = Grid("Asia/Shanghai", "2026-03-01", "2026-04-01");
    public static readonly DayGrid February = Grid("Asia/Shanghai", "2026-02-01", "2026-03-01");

    public static DayGrid Grid(string zone, string from, string to, int minutes = 15) =>
        DayGrid.Create(zone, minutes, DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd")).Value;

    /// <summary>A works: 20 kWh at rest, up to 120 while it works, some noise.</summary>
    public static long[] Load(DayGrid grid, int seed = 1, long scale = 1)
    {
        var values = new long[grid.Intervals];
        for (var i = 0; i < values.Length; i++)
        {
            var hour = grid.LocalMinute(i) / 60.0;
            var works = grid.Day(grid.DayOf(i)).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            var shift = works && hour is >= 7 and < 19 ? 80_000 * Math.Min(1, Math.Min(hour - 6.5, 19.5 - hour) / 2) - (hour is >= 12 and < 13 ? 30_000 : 0) : 0;
            values[i] = scale * (long)(20_000 + shift + Noise(seed, grid.StartUtcSeconds / 60 + i * grid.IntervalMinutes, 6_000));
        }
        return values;
    }

    /// <summary>A solar plant of 1 MW under passing clouds, dark at night.</summary>
    public static long[] Sun(DayGrid grid, int seed = 2)
    {
        var values = new long[grid.Intervals];
        for (var i = 0; i < values.Length; i++)
        {
            var height = SunPosition.ElevationDegrees(grid.StartUtcSeconds + (2 * i + 1) * grid.IntervalMinutes * 30L, Latitude, Longitude);
            values[i] = height <= 0 ? 0 : (long)(250_000 * grid.IntervalMinutes / 15 * Math.Sin(height * Math.PI / 180) * (1 - Noise(seed, i / 8, 1_000) / 2_500.0));
        }
        return values;
    }

    public static PointSeries Works(string code = "M-1", long[]? values = null, DayGrid? grid = null, bool past = true) => new()
    {
        Code = code, Measures = Measurand.Consumption, Class = MeterClass.Consumption, Grid = grid ?? March, ValuesWh = values ?? Load(grid ?? March),
        RatedCapacityW = 1_000_000, Past = past && grid is null ? new PastSeries(February, Load(February)) : null,
    };

    public static PointSeries Plant(string code = "PV-1", long[]? values = null, DayGrid? grid = null) => new()
    {
        Code = code, Measures = Measurand.Generation, Class = MeterClass.Solar, Grid = grid ?? March, ValuesWh = values ?? Sun(grid ?? March),
        RatedCapacityW = 1_000_000, Past = grid is null ? new PastSeries(February, Sun(February)) : null,
    };

    public static ValidationInput Park(params ImmutableArray<PointSeries> points) => new()
    {
        Grid = points[0].Grid, Points = points, LatitudeDegrees = Latitude, LongitudeDegrees = Longitude,
    };

    public static long[] With(this long[] values, Action<long[]> change)
    {
        var copy = (long[])values.Clone();
        change(copy);
        return copy;
    }

    /// <summary>Number of the interval at a local time.</summary>
    public static int At(this DayGrid grid, string day, int hour, int minute = 0)
    {
        var first = grid.FirstInterval(DateOnly.ParseExact(day, "yyyy-MM-dd").DayNumber - grid.From.DayNumber);
        return first + (hour * 60 + minute) / grid.IntervalMinutes;
    }

    public static Finding[] Of(this ValidationReport report, string rule) => [.. report.Findings.Where(f => f.Rule == rule)];

    public static string[] ReasonsOf(this ValidationReport report, string rule) => [.. report.NotChecked.Where(n => n.Rule == rule).Select(n => n.Reason)];

    /// <summary>0 to <paramref name="size"/>, the same for the same place.</summary>
    private static long Noise(int seed, long place, int size)
    {
        var mixed = (ulong)(place * 2_654_435_761 + seed * 40_503L) * 0x9E3779B97F4A7C15;
        return (long)((mixed >> 33) % (ulong)(size + 1));
    }
}
