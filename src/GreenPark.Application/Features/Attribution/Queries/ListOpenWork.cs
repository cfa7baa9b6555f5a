using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>What stands between a month and its statements.</summary>
public enum OpenWork { ImportReadings, CompleteReadings, StartRun, RunFailed, RunAtWork, Finalise, RunAgain, DecideChange, AwaitDecision, SeeToFindings }

/// <summary>
/// The months that are not final yet, those whose opening pool or readings have become others since, and changes that wait for a decision, with the next step of each,
/// oldest first: a storage pool makes their order matter. Errors that a validation has found in a month come before its run. Changes that wait stand in one line
/// for those that the one who asks may decide on, and in one for those that another must.
/// </summary>
[Allow(Permission.SeePark)]
public sealed record ListOpenWork(string Park) : IQuery<IReadOnlyList<ListOpenWork.Item>>, IInPark
{
    /// <param name="Month">First day.</param>
    /// <param name="Run">The run the step is about, or null.</param>
    /// <param name="DaysMissing">Days of metering points without complete readings.</param>
    /// <param name="Change">Number of the oldest change that waits for a decision, or null.</param>
    /// <param name="Count">Changes that wait, or errors on which nobody has decided.</param>
    public sealed record Item(string Microgrid, DateOnly Month, OpenWork Step, int? Run, int DaysMissing, int? Change = null, int Count = 0);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListOpenWork, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListOpenWork query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            var microgrids = await db.VisibleMicrogrids(park.Id, user).AsSplitQuery()
                .Include(x => x.Units).Include(x => x.Memberships).Include(x => x.Storage).OrderBy(x => x.Code).ToListAsync(cancellationToken);
            var items = new List<Item>();
            foreach (var microgrid in microgrids)
            {
                var months = await new MonthCoverage(db).OfAsync(microgrid, clock.TodayIn(microgrid.TimeZone), cancellationToken);
                var whole = MonthCoverage.LastWhole(clock.TodayIn(microgrid.TimeZone));
                if (months.Count == 0 && db.Sees(whole, whole.AddMonths(1))) items.Add(new Item(microgrid.Code.Value, whole, OpenWork.ImportReadings, null, 0));
                var errors = await ErrorsAsync(microgrid.Id, cancellationToken);
                foreach (var month in months.Where(x => x.FinalRun is null && errors.ContainsKey(x.First)))
                    items.Add(new Item(microgrid.Code.Value, month.First, OpenWork.SeeToFindings, null, 0, Count: errors[month.First]));
                foreach (var month in months)
                    if (StepOf(month) is { } step) items.Add(new Item(microgrid.Code.Value, month.First, step, month.NewestRun, month.DaysNeeded - month.DaysWithReadings));
                foreach (var run in await new RunsToRepeat(db).OfAsync(microgrid, cancellationToken))
                    items.Add(new Item(microgrid.Code.Value, run.From.FirstOfMonth(), OpenWork.RunAgain, run.Number, 0));
                var proposed = await db.ReadingChanges.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id && x.State == ChangeState.Proposed).OrderBy(x => x.Number).ToListAsync(cancellationToken);
                items.AddRange(proposed.GroupBy(x => user.May(Permission.ApproveReadings) && new UnderFourEyesAnotherDecides(microgrid, x, user).Check() is null).Select(x => new Item(
                    microgrid.Code.Value, x.Min(c => c.From).FirstOfMonth(), x.Key ? OpenWork.DecideChange : OpenWork.AwaitDecision, null, 0, x.Min(c => c.Number), x.Count())));
            }
            return items.OrderBy(x => x.Month).ThenBy(x => x.Microgrid, StringComparer.Ordinal).ToList();
        }

        /// <summary>Errors that a validation has found and on which nobody has decided, by month.</summary>
        private Task<Dictionary<DateOnly, int>> ErrorsAsync(MicrogridId microgrid, CancellationToken cancellationToken) => db.ReadingFindings
            .Where(x => x.MicrogridId == microgrid && x.Severity == Severity.Error && (x.State == FindingState.Open || x.State == FindingState.InWork))
            .GroupBy(x => x.Month).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);

        private static OpenWork? StepOf(GetCoverage.Month month) => month switch
        {
            { NewestState: RunState.Queued or RunState.Running or RunState.Finalising } => OpenWork.RunAtWork,
            { NewestState: RunState.Provisional } => OpenWork.Finalise,
            { FinalRun: not null } or { DaysNeeded: 0 } => null,
            { NewestState: RunState.Failed, Complete: true } => OpenWork.RunFailed,
            { Complete: true } => OpenWork.StartRun,
            { IsOver: false } when month.DaysWithReadings == month.DaysNeeded => null,
            { DaysWithReadings: 0, DaysPartly: 0 } => OpenWork.ImportReadings,
            _ => OpenWork.CompleteReadings,
        };
    }
}
