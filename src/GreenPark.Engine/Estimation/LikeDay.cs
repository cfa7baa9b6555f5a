using System.Numerics;
using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Estimation;

/// <summary>
/// <c>likeDay</c>: each interval is the mean of the same time of day on the nearest like days, up to four before and four after within
/// five weeks, two at least. Like days are working days, Saturdays, or Sundays; by weekday only, because public holidays and their
/// working Saturdays are not on record. A time that the clock skipped on a like day is not there that day; for a solar unit the same time
/// of day is the same time of UTC, since the sun does not follow the clocks.
/// </summary>
public sealed class LikeDay : IEstimationMethod
{
    public const int MostEachSide = 4, Least = 2, WithinDays = 35;

    /// <summary>A multiple of every number of days a mean can be of, so that means have one denominator.</summary>
    private const int Denominator = 840;
    private const long SecondsOfDay = 86_400;

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
            // the sun does not follow the clocks: with it a time of day is so many hours of UTC
            var (minute, start) = (grid.LocalMinute(gap.First + i), grid.StartUtcSeconds + (gap.First + i) * grid.IntervalMinutes * 60L);
            Func<int, long?> at = input.Series.Class == MeterClass.Solar ? away => known.AtInstant(start + away * SecondsOfDay) : away => known.At(day.AddDays(away), minute);
            var (sum, count) = (BigInteger.Zero, 0);
            foreach (var value in Nearest(at, day, -1).Concat(Nearest(at, day, 1))) (sum, count) = (sum + value, count + 1);
            if (count < Least) return null;
            weights[i] = sum * (Denominator / count);
        }
        return weights;
    }

    /// <param name="at">The reading so many days away.</param>
    private static IEnumerable<long> Nearest(Func<int, long?> at, DateOnly day, int direction)
    {
        var found = 0;
        for (var away = 1; away <= WithinDays && found < MostEachSide; away++)
        {
            if (KindOf(day.AddDays(away * direction)) != KindOf(day) || at(away * direction) is not { } value) continue;
            found++;
            yield return value;
        }
    }

    private static DayOfWeek KindOf(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.DayOfWeek : DayOfWeek.Monday;
}
