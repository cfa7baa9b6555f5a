using System.Globalization;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Estimation;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// What each declared method would make of chosen intervals of a metering point's day, whatever stands there now: its values, or why it
/// cannot. Nothing is kept.
/// </summary>
/// <param name="First">The first interval, counted from 1.</param>
/// <param name="Last">The last one.</param>
[Allow(Permission.SeePark)]
public sealed record PreviewMethods(string Park, string Microgrid, string Point, DateOnly Day, int First, int Last) : IQuery<IReadOnlyList<PreviewMethods.OfMethod>>, IShowsTenants, IInPark
{
    /// <param name="Mark">That the readings would carry: <c>GP/linear</c>.</param>
    /// <param name="Name">In English.</param>
    /// <param name="NameZh">In Chinese.</param>
    /// <param name="ValuesWh">One for each interval; empty where it cannot.</param>
    /// <param name="WhyNot">In English; null where it can.</param>
    /// <param name="WhyNotZh">The same in Chinese.</param>
    public sealed record OfMethod(string Mark, string Name, string NameZh, IReadOnlyList<long> ValuesWh, string? WhyNot, string? WhyNotZh);

    internal sealed class Validator : AbstractValidator<PreviewMethods>
    {
        public Validator() => RuleFor(x => x.Day).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, TenantReads reads) : IQueryHandler<PreviewMethods, IReadOnlyList<OfMethod>>
    {
        private static readonly CultureInfo English = CultureInfo.InvariantCulture, Chinese = CultureInfo.GetCultureInfo("zh-Hans");

        public async Task<Result<IReadOnlyList<OfMethod>>> Handle(PreviewMethods query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<OfMethod>>();
            var sought = await db.FindMeteringPointAsync(microgrid.Id, query.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<IReadOnlyList<OfMethod>>();
            var withheld = await new CurveConsents(db, user, clock).WithheldDaysAsync(point, query.Day, query.Day.AddDays(1), cancellationToken);
            if (withheld.Count > 0) return CurveConsents.Refusal(withheld);   // what lies between two readings tells them
            var today = clock.TodayIn(microgrid.TimeZone);
            if (new OnlyDaysThatHaveComeAreChanged(query.Day, today).Check() is { } future) return future.In("Day");

            // the month around the day, and what is usual before and after it, as for the gaps of a month
            var from = query.Day.FirstOfMonth();
            var to = Later(query.Day.AddDays(1), Earlier(from.AddMonths(1), today));
            var read = await new MeterSeries(db).LoadAsync(microgrid, from, to, Later(to, Earlier(to.AddDays(LikeDay.WithinDays), today)), LikeDay.WithinDays, cancellationToken);
            if (!read.TryGet(out var all)) return read.To<IReadOnlyList<OfMethod>>();
            var doubts = await DoubtfulReadings.OfAsync(db, microgrid.Id, all, LikeDay.WithinDays, cancellationToken);
            var loaded = doubts.Marked;
            var (first, count) = (loaded.Grid.FirstInterval(query.Day.DayNumber - from.DayNumber), loaded.Grid.IntervalsOf(query.Day.DayNumber - from.DayNumber));
            foreach (var interval in (int[])[query.First, query.Last])
                if (interval < 1 || interval > count) return Error.Invalid("change.no_such_interval", interval, query.Day, count).In(interval == query.First ? "First" : "Last");
            if (query.First > query.Last) return Error.Invalid("change.intervals_reversed", query.First, query.Last).In("Last");
            if (loaded.Points.FirstOrDefault(x => x.Code == point.Code.Value) is not { } series || series.DaysNeeded?[query.Day.DayNumber - from.DayNumber] == false)
                return Error.RuleBroken("estimate.not_needed", point.Code.Value, query.Day);

            var gap = new Gap(first + query.First - 1, first + query.Last);
            var input = GapPlan.InputOf(Without(series, gap), loaded);
            var undoubted = GapPlan.InputOf(Without(all.Points.Single(x => x.Code == series.Code), gap), all);
            await reads.NotePointsAsync(db, DataKind.Curves, microgrid.Id, [point.Code], query.Day, query.Day.AddDays(1), cancellationToken);
            return EstimationPlan.Default.Methods.Select(x => Of(x, x.Fill(input, gap), why => doubts.Findings.Count == 0 ? why : doubts.Why(why, series, x.Fill(undoubted, gap).Reason is null))).ToList();
        }

        /// <summary>What is to be estimated tells nothing of itself.</summary>
        private static Engine.Validation.PointSeries Without(Engine.Validation.PointSeries series, Gap gap)
        {
            long[] values = [.. series.ValuesWh];
            values.AsSpan(gap.First, gap.Intervals).Fill(ReadingsTable.Missing);
            return series with { ValuesWh = values };
        }

        private static OfMethod Of(IEstimationMethod method, Estimate estimate, Func<Attempt, Attempt> why)
        {
            var cannot = estimate.Reason is { } reason ? why(new Attempt(method.Code, reason)) : null;
            return new OfMethod(GapEstimate.MarkPrefix + method.Code, method.Name(English), method.Name(Chinese), estimate.ValuesWh, cannot?.Text(English), cannot?.Text(Chinese));
        }

        private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

        private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
    }
}
