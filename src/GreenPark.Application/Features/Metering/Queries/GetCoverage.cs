using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// Month by month, newest first: how many days of metering points have complete readings, how many should, and what runs there are.
/// Two years at most, to the last whole month that is over or a later one that has readings; empty without readings.
/// </summary>
[Allow(Permission.SeePark)]
public sealed record GetCoverage(string Park, string Microgrid) : IQuery<IReadOnlyList<GetCoverage.Month>>, IInPark
{
    /// <param name="First">First day of the month.</param>
    /// <param name="IsOver">All its days are; of a month that is not, the days until yesterday count.</param>
    /// <param name="DaysWithReadings">Days of metering points, of those needed, that have every reading.</param>
    /// <param name="DaysPartly">Days of metering points, of those needed, with some readings missing.</param>
    /// <param name="DaysNeeded">Days of metering points within their dates.</param>
    /// <param name="FinalRun">Number of the run by which the month is locked.</param>
    /// <param name="NewestRun">Number of the newest run that covers the month.</param>
    public sealed record Month(DateOnly First, bool IsOver, int DaysWithReadings, int DaysPartly, int DaysNeeded, int? FinalRun, int? NewestRun, RunState? NewestState)
    {
        public bool Complete => IsOver && DaysNeeded > 0 && DaysWithReadings == DaysNeeded;
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCoverage, IReadOnlyList<Month>>
    {
        public async Task<Result<IReadOnlyList<Month>>> Handle(GetCoverage query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            return found.TryGet(out var microgrid)
                ? await new MonthCoverage(db).OfAsync(microgrid, clock.TodayIn(microgrid.TimeZone), cancellationToken) : found.To<IReadOnlyList<Month>>();
        }
    }
}
