namespace GreenPark.Engine.Validation;

/// <summary>
/// Where the sun stands, by the low-accuracy formulas of Meeus that NOAA's solar calculator uses (gml.noaa.gov/grad/solcalc). Between
/// 1950 and 2050 the elevation is good to 0.02°, without refraction; near the poles and for other centuries to 0.1°. Floating point:
/// it decides whether it is night, never a figure.
/// </summary>
public static class SunPosition
{
    private const double Degree = Math.PI / 180;
    private const double SecondsOf2000 = 946_728_000;   // 2000-01-01T12:00:00Z
    private const double SecondsOfCentury = 36_525.0 * 86_400;

    /// <summary>Degrees above the horizon, negative below it; geometric, without refraction.</summary>
    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    /// <param name="latitudeDegrees">North positive.</param>
    /// <param name="longitudeDegrees">East positive.</param>
    public static double ElevationDegrees(long utcSeconds, double latitudeDegrees, double longitudeDegrees)
    {
        var century = (utcSeconds - SecondsOf2000) / SecondsOfCentury;
        var meanLongitude = (280.46646 + century * (36_000.76983 + century * 0.0003032)) % 360;
        var anomaly = 357.52911 + century * (35_999.05029 - 0.0001537 * century);
        var eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century);
        var centre = Sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
            + Sin(2 * anomaly) * (0.019993 - 0.000101 * century) + Sin(3 * anomaly) * 0.000289;
        var node = 125.04 - 1_934.136 * century;
        var apparentLongitude = meanLongitude + centre - 0.00569 - 0.00478 * Sin(node);
        var obliquity = 23 + (26 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60 + 0.00256 * Cos(node);

        var sinDeclination = Sin(obliquity) * Sin(apparentLongitude);
        var cosDeclination = Math.Sqrt(1 - sinDeclination * sinDeclination);
        var trueSolarMinutes = utcSeconds % 86_400 / 60.0 + EquationOfTimeMinutes(meanLongitude, anomaly, eccentricity, obliquity) + 4 * longitudeDegrees;
        var hourAngle = trueSolarMinutes / 4 - 180;
        var sinElevation = Sin(latitudeDegrees) * sinDeclination + Cos(latitudeDegrees) * cosDeclination * Cos(hourAngle);
        return Math.Asin(Math.Clamp(sinElevation, -1, 1)) / Degree;
    }

    /// <summary>By how much the sun is ahead of a clock of mean local time.</summary>
    private static double EquationOfTimeMinutes(double meanLongitude, double anomaly, double eccentricity, double obliquity)
    {
        var y = Math.Tan(obliquity / 2 * Degree);
        y *= y;
        return 4 / Degree * (y * Sin(2 * meanLongitude) - 2 * eccentricity * Sin(anomaly) + 4 * eccentricity * y * Sin(anomaly) * Cos(2 * meanLongitude)
            - 0.5 * y * y * Sin(4 * meanLongitude) - 1.25 * eccentricity * eccentricity * Sin(2 * anomaly));
    }

    /// <summary>For each interval whether the sun stands below a height at its midpoint.</summary>
    public static bool[] IsBelow(DayGrid grid, double latitudeDegrees, double longitudeDegrees, double belowDegrees)
    {
        var below = new bool[grid.Intervals];
        for (var i = 0; i < below.Length; i++)
            below[i] = ElevationDegrees(grid.StartUtcSeconds + (2 * i + 1) * grid.IntervalMinutes * 30L, latitudeDegrees, longitudeDegrees) < belowDegrees;
        return below;
    }

    private static double Sin(double degrees) => Math.Sin(degrees * Degree);

    private static double Cos(double degrees) => Math.Cos(degrees * Degree);
}
