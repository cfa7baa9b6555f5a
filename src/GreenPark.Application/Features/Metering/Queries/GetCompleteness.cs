using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// A month's readings, metering points × days: what is needed, and how much of it is missing, estimated or edited, by the newest revisions.
/// A day that is not over needs nothing yet.
/// </summary>
/// <param name="Month">Any day of the month.</param>
[Allow(Permission.SeePark)]
public sealed record GetCompleteness(string Park, string Microgrid, DateOnly Month) : IQuery<GetCompleteness.Shown>, IInPark
{
    /// <param name="First">First day of the month.</param>
    /// <param name="To">Day after the last of the month's days that are over; <paramref name="First"/> where none is.</param>
    /// <param name="Days">The month's days, all of them.</param>
    /// <param name="Intervals">How many intervals each day has; clocks go forward and back.</param>
    /// <param name="FinalDays">Days by which an attribution is final.</param>
    /// <param name="Points">The metering points that count on any day of the month, by code.</param>
    /// <param name="Total">Sum of all points.</param>
    /// <param name="Retired">The month's readings were removed: nothing of it is needed or missing any more; null where they were not.</param>
    /// <param name="Pending">Days that proposed changes want to be others; nothing of them counts yet.</param>
    public sealed record Shown(
        DateOnly First, DateOnly To, string TimeZone, int IntervalMinutes, IReadOnlyList<DateOnly> Days, IReadOnlyList<int> Intervals, IReadOnlyList<DateOnly> FinalDays,
        IReadOnlyList<OfPoint> Points, Share Total, IReadOnlyList<Proposed> Pending, RetiredDays? Retired = null);

    /// <param name="Change">Its number.</param>
    public readonly record struct Proposed(string Point, DateOnly Day, int Change);

    /// <param name="Days">In the order of the month's days.</param>
    public sealed record OfPoint(string Code, Measurand Measures, IReadOnlyList<Share> Days, Share Total);

    /// <summary>Numbers of intervals.</summary>
    /// <param name="Needed">0 where the point does not count on the day, or the day is not over.</param>
    /// <param name="Missing">Needed and without a reading.</param>
    public readonly record struct Share(int Needed, int Missing, int Estimated, int Edited)
    {
        public int Measured => Needed - Missing - Estimated - Edited;

        public static Share operator +(Share a, Share b) => new(a.Needed + b.Needed, a.Missing + b.Missing, a.Estimated + b.Estimated, a.Edited + b.Edited);
    }

    internal sealed class Validator : AbstractValidator<GetCompleteness>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCompleteness, Shown>
    {
        public async Task<Result<Shown>> Handle(GetCompleteness query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Shown>();
            var (first, end) = (query.Month.FirstOfMonth(), query.Month.FirstOfMonth().AddMonths(1));
            var created = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, first, end);
            if (!created.TryGet(out var grid)) return created.To<Shown>();
            var to = MonthCoverage.Over(first, clock.TodayIn(microgrid.TimeZone));

            var retired = await db.RetiredOfAsync(microgrid.Id, first, end, cancellationToken);
            var needed = await new MonthCoverage(db).NeededAsync(microgrid, new DateRange(first, end), cancellationToken);
            var held = await HeldAsync(microgrid.Id, first, end, cancellationToken);
            var measures = await db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id).ToDictionaryAsync(x => x.Code, x => x.Measures, cancellationToken);
            var final = await db.FinalDays.Where(x => x.MicrogridId == microgrid.Id && x.Day >= first && x.Day < end)
                .Select(x => x.Day).Distinct().OrderBy(x => x).ToListAsync(cancellationToken);

            List<DateOnly> days = [.. Enumerable.Range(0, grid.Days).Select(grid.Day)];
            var points = needed.Select(x => x.Point).Distinct().Order().Select(x => Of(x, measures[x], [.. days.Select((day, d) => ShareOf(x, day, grid.IntervalsOf(d)))])).ToList();
            return new Shown(first, to, microgrid.TimeZone, microgrid.IntervalMinutes, days, [.. days.Select((_, d) => grid.IntervalsOf(d))], final, points, Sum(points.Select(x => x.Total)),
                await PendingAsync(microgrid.Id, first, end, cancellationToken), retired);

            Share ShareOf(Code point, DateOnly day, int intervals) => retired is not null || day >= to || !needed.Contains((point, day)) ? default
                : held.TryGetValue((point, day), out var there) ? there with { Needed = intervals } : new Share(intervals, intervals, 0, 0);
        }

        private async Task<IReadOnlyList<Proposed>> PendingAsync(MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            [.. (await db.WaitingAsync(microgrid, from, to, cancellationToken)).SelectMany(x => x.Select(number => new Proposed(x.Key.Point.Value, x.Key.Day, number)))];

        /// <summary>Without the values; most days have no flags of quality either.</summary>
        private async Task<Dictionary<(Code, DateOnly), Share>> HeldAsync(MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            (await db.NewestReadingDays(microgrid, from, to).Select(x => new { x.Point, x.Day, x.Missing, x.Quality }).ToListAsync(cancellationToken))
                .ToDictionary(x => (x.Point, x.Day), x => new Share(0, x.Missing, Count(x.Quality, ReadingQuality.Estimated), Count(x.Quality, ReadingQuality.Edited)));

        private static int Count(byte[]? quality, ReadingQuality of) => quality.AsSpan().Count((byte)of);

        private static OfPoint Of(Code code, Measurand measures, IReadOnlyList<Share> days) => new(code.Value, measures, days, Sum(days));

        private static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), (sum, x) => sum + x);
    }
}
