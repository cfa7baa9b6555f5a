using System.Numerics;

namespace GreenPark.Engine.Estimation;

/// <summary>
/// <c>likeDay</c>: each interval is the mean of the same time of day on the nearest like days, up to four before and four after within
/// five weeks, two at least. Like days are working days, Saturdays, or Sundays; by weekday only, because public holidays and their
/// working Saturdays are not on record. A time that the clock skipped on a like day is not there that day.
/// </summary>
public sealed class LikeDay : IEstimationMethod
{
    public const int MostEachSide = 4, Least = 2, WithinDays = 35;

    /// <summary>A multiple of every number of days a mean can be of, so that means have one denominator.</summary>
    private const int Denominator = 840;

    public string Code => "likeDay";

    public Estimate Fill(EstimationInput input, Gap gap)
    {
        var weights = Weights(input, gap);
        return weights is null ? Estimate.Cannot("TooFewLikeDays") : Wholes.Of(weights, Denominator);
    }

    /// <summary>The means, 840 times over; null where an interval has too few like days.</summary>
    internal static BigInteger[]? Weights(EstimationInput input, Gap gap)
    {
        var (grid, known) = (input.Series.Grid, new KnownReadings(input.Series));
        var weights = new BigInteger[gap.Intervals];
        for (var i = 0; i < weights.Length; i++)
        {
            var day = grid.Day(grid.DayOf(gap.First + i));
            var minute = grid.LocalMinute(gap.First + i);
            var (sum, count) = (BigInteger.Zero, 0);
            foreach (var value in Nearest(known, day, minute, -1).Concat(Nearest(known, day, minute, 1))) (sum, count) = (sum + value, count + 1);
            if (count < Least) return null;
            weights[i] = sum * (Denominator / count);
        }
        return weights;
    }

    private static IEnumerable<long> Nearest(KnownReadings known, DateOnly day, int minute, int direction)
    {
        var found = 0;
        for (var away = 1; away <= WithinDays && found < MostEachSide; away++)
        {
            var other = day.AddDays(away * direction);
            if (KindOf(other) != KindOf(day) || known.At(other, minute) is not { } value) continue;
            found++;
            yield return value;
        }
    }

    private static DayOfWeek KindOf(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.DayOfWeek : DayOfWeek.Monday;
}
