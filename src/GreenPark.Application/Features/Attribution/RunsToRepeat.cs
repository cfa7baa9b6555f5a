using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

/// <summary>Final runs that no longer agree with what they were made from, unless a new run of theirs is on its way.</summary>
internal sealed class RunsToRepeat(GreenParkDb db)
{
    /// <summary>Without those whose readings were removed: they cannot be repeated.</summary>
    public async Task<IReadOnlyList<Run>> OfAsync(Microgrid microgrid, CancellationToken cancellationToken)
    {
        var again = await OnMovedReadingsAsync(microgrid.Id, cancellationToken);
        if (microgrid.Storage is not null) again.AddRange(await OnSupersededPoolsAsync(microgrid.Id, cancellationToken));
        var retired = await db.RetiredMonths.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id).Select(x => new { x.From, x.To }).ToListAsync(cancellationToken);
        return [.. again.DistinctBy(x => x.Id).Where(run => !retired.Any(x => x.From < run.To && x.To > run.From))];
    }

    /// <summary>Those that opened with a pool which a later run of its period left otherwise.</summary>
    private Task<List<Run>> OnSupersededPoolsAsync(MicrogridId microgrid, CancellationToken cancellationToken) => (
        from run in db.Runs.AsNoTracking()
        join input in db.RunInputs on run.Id equals input.RunId
        from opener in db.Runs
        from now in db.Runs
        join opened in db.RunSummaries on opener.Id equals opened.RunId
        join left in db.RunSummaries on now.Id equals left.RunId
        where run.MicrogridId == microgrid && run.State == RunState.Final && input.OpensAfter == opener.Id
            && now.MicrogridId == microgrid && now.State == RunState.Final && now.From == opener.From && now.To == opener.To
            && (opened.PoolGreenWh != left.PoolGreenWh || opened.PoolOtherWh != left.PoolOtherWh)
            && !db.Runs.Any(x => x.MicrogridId == microgrid && x.From == run.From && x.To == run.To && x.Number > run.Number
                && x.State != RunState.Failed && x.State != RunState.Superseded)
        select run).ToListAsync(cancellationToken);

    /// <summary>Those whose readings a change has made others since: the run that was requested then has failed.</summary>
    private Task<List<Run>> OnMovedReadingsAsync(MicrogridId microgrid, CancellationToken cancellationToken) => db.Runs.AsNoTracking()
        .Where(run => run.MicrogridId == microgrid && run.State == RunState.Final
            && db.ReadingChanges.Any(c => c.MicrogridId == microgrid && (c.State == ChangeState.Approved || c.State == ChangeState.Reverted) && c.DecidedAt > run.FinalisedAt
                && db.ReadingChangeDays.Any(d => d.ChangeId == c.Id && d.Day >= run.From && d.Day < run.To))
            && !db.Runs.Any(x => x.MicrogridId == microgrid && x.From == run.From && x.To == run.To && x.Number > run.Number
                && x.State != RunState.Failed && x.State != RunState.Superseded))
        .ToListAsync(cancellationToken);
}
