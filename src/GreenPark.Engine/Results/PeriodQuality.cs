using GreenPark.Engine.Attribution;
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
        var index = new RegisterIndex(microgrid, readings);
        foreach (var point in microgrid.MeteringPoints)
        {
            if (!index.Column.TryGetValue(point.Code, out var column)) continue;
            var (firstDay, endDay) = readings.Grid.DaysOf(point.Valid);
            if (firstDay >= endDay) continue;
            var count = Count(readings, column, readings.Grid.FirstInterval(firstDay), readings.Grid.FirstInterval(endDay));
            used += count;
            if (point.Measures != Measurand.Consumption) continue;
            foreach (var member in point.Parts.Select(part => index.Member[part.Of])) ofMember[member] += count;
        }
        return new PeriodQuality(used, ofMember, balanceFlagged);
    }

    private static QualityCount Count(ReadingSet readings, int column, int first, int end)
    {
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
