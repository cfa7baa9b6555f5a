using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Results;

/// <summary>How many of the readings that were used are measured, estimated, edited; and the intervals whose balance was flagged.</summary>
/// <param name="Used">All readings of the run.</param>
/// <param name="OfMember">Per member, the readings of the metering points that measure it.</param>
/// <param name="BalanceFlagged">Intervals in which more was used than supplied, beyond the tolerance.</param>
public sealed record PeriodQuality(QualityCount Used, IReadOnlyList<QualityCount> OfMember, int BalanceFlagged)
{
    internal static PeriodQuality Of(ReadingSet readings, Microgrid microgrid, int balanceFlagged)
    {
        var used = default(QualityCount);
        var ofMember = new QualityCount[microgrid.Members.Length];
        foreach (var point in microgrid.MeteringPoints)
        {
            var column = readings.Points.IndexOf(point.Code);
            if (column < 0) continue;
            var count = default(QualityCount);
            for (var day = 0; day < readings.Grid.Days; day++)
                if (point.Valid.Contains(readings.Grid.Day(day))) count += CountDay(readings, column, day);
            used += count;
            if (point.Measures != Measurand.Consumption) continue;
            for (var member = 0; member < ofMember.Length; member++)
                if (point.Parts.Any(p => p.Of == microgrid.Members[member].Code)) ofMember[member] += count;
        }
        return new PeriodQuality(used, ofMember, balanceFlagged);
    }

    private static QualityCount CountDay(ReadingSet readings, int column, int day)
    {
        var (first, end) = (readings.Grid.FirstInterval(day), readings.Grid.FirstInterval(day + 1));
        if (readings.Quality.IsEmpty) return new QualityCount(end - first, 0, 0);
        var flags = readings.Quality.Span;
        var count = default(QualityCount);
        for (var i = first; i < end; i++)
            count += (ReadingQuality)flags[i * readings.Points.Length + column] switch
            {
                ReadingQuality.Estimated => new QualityCount(0, 1, 0),
                ReadingQuality.Edited => new QualityCount(0, 0, 1),
                _ => new QualityCount(1, 0, 0),
            };
        return count;
    }
}

public readonly record struct QualityCount(long Measured, long Estimated, long Edited)
{
    public static QualityCount operator +(QualityCount a, QualityCount b) =>
        new(a.Measured + b.Measured, a.Estimated + b.Estimated, a.Edited + b.Edited);
}
