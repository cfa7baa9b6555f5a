using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Attribution;

/// <summary>Puts runs in the queue; the command that asks has the microgrid's turn.</summary>
internal sealed class RunRequests(GreenParkDb db, CurrentUser user, TimeProvider clock)
{
    public async Task<Result<Run>> AddAsync(Microgrid microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (await db.RetiredErrorAsync(microgrid.Id, from, to, cancellationToken) is { } retired) return retired;
        var busy = await db.Runs.Where(x => x.MicrogridId == microgrid.Id && x.From < to && x.To > from
            && (x.State == RunState.Queued || x.State == RunState.Running)).Select(x => (int?)x.Number).MinAsync(cancellationToken);
        if (busy is not null) return Error.Conflict("run.busy", busy);
        if (await LockedPeriods.ClashAsync(db, microgrid.Id, from, to, cancellationToken) is { } clash) return clash;

        var stored = await db.Runs.Where(x => x.MicrogridId == microgrid.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
        var added = db.Runs.Local.Where(x => x.MicrogridId == microgrid.Id).Select(x => x.Number).DefaultIfEmpty().Max();
        var run = Run.Request(microgrid, Math.Max(stored, added) + 1, from, to, user, clock.UtcNow());
        db.Add(run);
        return run;
    }

    /// <summary>A run for each decided period that has one of the days, oldest first; none where no day is final.</summary>
    public async Task<Result<IReadOnlyList<Run>>> SupersedeAsync(Microgrid microgrid, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var (first, end) = (days.Min(), days.Max().AddDays(1));
        var periods = (await db.Runs.AsNoTracking()
                .Where(x => x.MicrogridId == microgrid.Id && (x.State == RunState.Final || x.State == RunState.Finalising) && x.From < end && x.To > first)
                .Select(x => new { x.From, x.To }).Distinct().ToListAsync(cancellationToken))
            .Where(x => days.Any(d => d >= x.From && d < x.To)).OrderBy(x => x.From);
        var runs = new List<Run>();
        foreach (var period in periods)
        {
            var requested = await AddAsync(microgrid, period.From, period.To, cancellationToken);
            if (!requested.TryGet(out var run)) return requested.To<IReadOnlyList<Run>>();
            runs.Add(run);
        }
        return runs;
    }
}
