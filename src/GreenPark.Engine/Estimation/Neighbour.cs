using System.Numerics;
using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Estimation;

/// <summary>
/// <c>neighbour</c>: the shape of another meter, scaled by the ratio of what both measured on the days that both have whole, three at
/// least. The first of the input's neighbours that can is taken.
/// </summary>
public sealed class Neighbour : IEstimationMethod
{
    public const int LeastDays = 3;
    public const string MethodCode = "neighbour";

    public string Code => MethodCode;

    public Estimate Fill(EstimationInput input, Gap gap)
    {
        if (input.Neighbours.IsEmpty) return Estimate.Cannot("NoNeighbourMeter");
        var why = Estimate.Cannot("NoNeighbourMeter");
        foreach (var neighbour in input.Neighbours)
        {
            why = Fill(input.Series, neighbour, gap);
            if (why.Reason is null) return why;
        }
        return why;
    }

    private static Estimate Fill(PointSeries series, PointSeries neighbour, Gap gap)
    {
        var (mine, theirs) = (new KnownReadings(series), new KnownReadings(neighbour));
        var shape = new BigInteger[gap.Intervals];
        for (var i = 0; i < shape.Length; i++)
        {
            if (theirs.At(gap.First + i) is not { } value) return Estimate.Cannot("NeighbourMissesToo");
            shape[i] = value;
        }
        var (days, mineWh, theirsWh) = CommonDays(series.Grid, mine, theirs);
        if (days < LeastDays) return Estimate.Cannot("TooFewCommonDays");
        if (theirsWh == 0) return Estimate.Cannot("NeighbourAtZero");
        return Wholes.Of([.. shape.Select(s => s * mineWh)], theirsWh);
    }

    /// <summary>Days of the span on which both know every interval, and what each measured on them.</summary>
    private static (int Days, BigInteger MineWh, BigInteger TheirsWh) CommonDays(DayGrid grid, KnownReadings mine, KnownReadings theirs)
    {
        var (days, mineWh, theirsWh) = (0, BigInteger.Zero, BigInteger.Zero);
        for (var day = 0; day < grid.Days; day++)
        {
            var (whole, mineOfDay, theirsOfDay) = (true, BigInteger.Zero, BigInteger.Zero);
            for (var i = grid.FirstInterval(day); whole && i < grid.FirstInterval(day + 1); i++)
            {
                if (mine.At(i) is { } one && theirs.At(i) is { } other) (mineOfDay, theirsOfDay) = (mineOfDay + one, theirsOfDay + other);
                else whole = false;
            }
            if (whole) (days, mineWh, theirsWh) = (days + 1, mineWh + mineOfDay, theirsWh + theirsOfDay);
        }
        return (days, mineWh, theirsWh);
    }
}
