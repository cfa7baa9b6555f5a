using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// Month by month, newest first: how many days of metering points have complete readings, how many should, and what runs there are.
/// Two years at most, to the last whole month that is over; empty without readings.
/// </summary>
[Allow(Role.ParkReaders)]
public sealed record GetCoverage(string Park, string Microgrid) : IQuery<IReadOnlyList<GetCoverage.Month>>
{
    /// <param name="First">First day of the month.</param>
<<<<<<< HEAD
    /// <param name="DaysWithReadings">Days of metering points, of those needed, that have every reading.</param>
    /// <param name="DaysPartly">Days of metering points, of those needed, with some readings missing.</param>
=======
    /// <param name="DaysWithReadings">Days of metering points, within their dates, that have every reading.</param>
    /// <param name="DaysPartly">Likewise, with some readings missing.</param>
>>>>>>> review
    /// <param name="DaysNeeded">Days of metering points within their dates.</param>
    /// <param name="FinalRun">Number of the run by which the month is locked.</param>
    /// <param name="NewestRun">Number of the newest run that covers the month.</param>
    public sealed record Month(DateOnly First, int DaysWithReadings, int DaysPartly, int DaysNeeded, int? FinalRun, int? NewestRun, RunState? NewestState)
    {
        public bool Complete => DaysNeeded > 0 && DaysWithReadings == DaysNeeded;
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCoverage, IReadOnlyList<Month>>
    {
        public async Task<Result<IReadOnlyList<Month>>> Handle(GetCoverage query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
<<<<<<< HEAD
            return found.TryGet(out var microgrid)
                ? await new MonthCoverage(db).OfAsync(microgrid, clock.UtcNow(), cancellationToken) : found.To<IReadOnlyList<Month>>();
=======
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<Month>>();
            var points = db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id);
            var months = await db.NewestReadingDays(microgrid.Id, DateOnly.MinValue, DateOnly.MaxValue)
                .Where(x => points.Any(p => p.Code == x.Point && p.Periods.Any(r => (r.Valid.From == null || r.Valid.From <= x.Day) && (r.Valid.To == null || r.Valid.To > x.Day))))
                .GroupBy(x => new { x.Day.Year, x.Day.Month })
                .Select(g => new { g.Key.Year, g.Key.Month, Complete = g.Count(x => x.Missing == 0), Partly = g.Count(x => x.Missing > 0) })
                .OrderByDescending(x => x.Year).ThenByDescending(x => x.Month).ToListAsync(cancellationToken);
            var periods = await points.SelectMany(x => x.Periods).Select(x => x.Valid).ToListAsync(cancellationToken);
            var final = await db.Runs.Where(x => x.MicrogridId == microgrid.Id && (x.State == RunState.Final || x.State == RunState.Finalising))
                .OrderByDescending(x => x.Number).Select(x => new { x.From, x.Number }).ToListAsync(cancellationToken);
            return months.Select(x => (First: new DateOnly(x.Year, x.Month, 1), x.Complete, x.Partly))
                .Select(x => new Month(x.First, x.Complete, x.Partly, Needed(x.First, periods), final.FirstOrDefault(f => f.From == x.First)?.Number))
                .ToList();
>>>>>>> review
        }
    }
}
