using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>What stands between a month and its statements.</summary>
public enum OpenWork { ImportReadings, CompleteReadings, StartRun, RunFailed, RunAtWork, Finalise }

/// <summary>The months that are not final yet with the next step of each, oldest first: a storage pool makes their order matter.</summary>
[Allow(Role.ParkReaders)]
public sealed record ListOpenWork(string Park) : IQuery<IReadOnlyList<ListOpenWork.Item>>
{
    /// <param name="Month">First day.</param>
    /// <param name="Run">The run the step is about, or null.</param>
    /// <param name="DaysMissing">Days of metering points without complete readings.</param>
    public sealed record Item(string Microgrid, DateOnly Month, OpenWork Step, int? Run, int DaysMissing);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListOpenWork, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListOpenWork query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            var microgrids = await db.VisibleMicrogrids(park.Id, user).AsSplitQuery()
                .Include(x => x.Units).Include(x => x.Memberships).OrderBy(x => x.Code).ToListAsync(cancellationToken);
            var items = new List<Item>();
            foreach (var microgrid in microgrids)
            {
                var months = await new MonthCoverage(db).OfAsync(microgrid, clock.TodayIn(microgrid.TimeZone), cancellationToken);
                if (months.Count == 0) items.Add(new Item(microgrid.Code.Value, MonthCoverage.LastWhole(clock.TodayIn(microgrid.TimeZone)), OpenWork.ImportReadings, null, 0));
                foreach (var month in months)
                    if (StepOf(month) is { } step) items.Add(new Item(microgrid.Code.Value, month.First, step, month.NewestRun, month.DaysNeeded - month.DaysWithReadings));
            }
            return items.OrderBy(x => x.Month).ThenBy(x => x.Microgrid, StringComparer.Ordinal).ToList();
        }

        private static OpenWork? StepOf(GetCoverage.Month month) => month switch
        {
            { NewestState: RunState.Queued or RunState.Running or RunState.Finalising } => OpenWork.RunAtWork,
            { NewestState: RunState.Provisional } => OpenWork.Finalise,
            { FinalRun: not null } or { DaysNeeded: 0 } => null,
            { NewestState: RunState.Failed, Complete: true } => OpenWork.RunFailed,
            { Complete: true } => OpenWork.StartRun,
            { DaysWithReadings: 0, DaysPartly: 0 } => OpenWork.ImportReadings,
            _ => OpenWork.CompleteReadings,
        };
    }
}
