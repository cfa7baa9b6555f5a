using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>Month by month: how many days of metering points have complete readings, how many should, and whether the month is final.</summary>
[Allow(Role.ParkReaders)]
public sealed record GetCoverage(string Park, string Microgrid) : IQuery<IReadOnlyList<GetCoverage.Month>>
{
    /// <param name="First">First day of the month.</param>
    /// <param name="DaysWithReadings">Days of metering points that have every reading.</param>
    /// <param name="DaysPartly">Days of metering points with some readings missing.</param>
    /// <param name="DaysNeeded">Days of metering points within their dates.</param>
    public sealed record Month(DateOnly First, int DaysWithReadings, int DaysPartly, int DaysNeeded, int? FinalRun);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetCoverage, IReadOnlyList<Month>>
    {
        public async Task<Result<IReadOnlyList<Month>>> Handle(GetCoverage query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<Month>>();
            var newest = await db.NewestReadingDays(microgrid.Id, DateOnly.MinValue, DateOnly.MaxValue).Select(x => new { x.Day, x.Missing }).ToListAsync(cancellationToken);
            var periods = await db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id).SelectMany(x => x.Periods).Select(x => x.Valid).ToListAsync(cancellationToken);
            var final = await db.Runs.Where(x => x.MicrogridId == microgrid.Id && (x.State == RunState.Final || x.State == RunState.Finalising))
                .Select(x => new { x.From, x.Number }).ToListAsync(cancellationToken);
            return newest.GroupBy(x => new DateOnly(x.Day.Year, x.Day.Month, 1)).OrderByDescending(g => g.Key)
                .Select(g => new Month(g.Key, g.Count(x => x.Missing == 0), g.Count(x => x.Missing > 0), Needed(g.Key, periods), final.FirstOrDefault(f => f.From == g.Key)?.Number))
                .ToList();
        }

        private static int Needed(DateOnly month, List<DateRange> periods) =>
            Enumerable.Range(0, month.AddMonths(1).DayNumber - month.DayNumber).Sum(d => periods.Count(p => p.Contains(month.AddDays(d))));
    }
}
