using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Retention;

/// <summary>
/// The local months of a microgrid whose load curves may go: older than the limit, not on hold, final as they stand, and with nothing beside them
/// that is still worked on.
/// </summary>
internal sealed class MonthsToRetire(GreenParkDb db)
{
    /// <summary>First days, oldest first.</summary>
    /// <param name="before">What ended by then is old enough.</param>
    public async Task<IReadOnlyList<DateOnly>> OfAsync(Microgrid microgrid, DateOnly before, CancellationToken cancellationToken)
    {
        var runs = await db.Runs.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id && x.From < before).ToListAsync(cancellationToken);
        var final = runs.Where(x => x.State == RunState.Final).ToList();
        var gone = (await db.RetiredMonths.Where(x => x.MicrogridId == microgrid.Id).Select(x => x.From).ToListAsync(cancellationToken)).ToHashSet();
        var busy = await BusyAsync(microgrid, runs, final, cancellationToken);
        var months = new SortedSet<DateOnly>();
        foreach (var month in final.SelectMany(MonthsOf).Distinct().Where(x => x.AddMonths(1) <= before && !gone.Contains(x)))
            if (!busy.Any(x => x.From < month.AddMonths(1) && x.To > month) && await IsSettledAsync(microgrid, month, cancellationToken)) months.Add(month);
        // what a run published goes as a whole: with all its months, or not yet
        while (final.Where(run => MonthsOf(run).Any(months.Contains)).SelectMany(run => MonthsOf(run).All(x => months.Contains(x) || gone.Contains(x)) ? [] : MonthsOf(run)).ToList() is { Count: > 0 } parts)
            months.ExceptWith(parts);
        return [.. months];
    }

    private static IEnumerable<DateOnly> MonthsOf(Run run)
    {
        for (var month = run.From.FirstOfMonth(); month < run.To; month = month.AddMonths(1)) yield return month;
    }

    /// <summary>On hold, or with a run, a change or a repetition that waits.</summary>
    private async Task<List<(DateOnly From, DateOnly To)>> BusyAsync(Microgrid microgrid, List<Run> runs, List<Run> final, CancellationToken cancellationToken)
    {
        var holds = await db.RetentionHolds.AsNoTracking().Where(x => x.ParkId == microgrid.ParkId && !db.HoldReleases.Any(r => r.HoldId == x.Id)).ToListAsync(cancellationToken);
        var changes = await db.ReadingChanges.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id && x.State == ChangeState.Proposed).ToListAsync(cancellationToken);
        return
        [
            .. holds.Select(x => (DateOnly.FromDateTime(x.From), DateOnly.FromDateTime(x.To))),
            .. changes.Select(x => (x.From, x.To)),
            .. runs.Where(x => x.State is RunState.Queued or RunState.Running or RunState.Finalising || (x.State == RunState.Provisional && !IsPast(x, final))).Select(x => (x.From, x.To)),
            .. (await new RunsToRepeat(db).OfAsync(microgrid, cancellationToken)).Select(x => (x.From, x.To)),
        ];
    }

    /// <summary>A provisional run that was made before one that is final is nobody's work any more.</summary>
    private static bool IsPast(Run run, List<Run> final) => final.Any(x => x.Number > run.Number && x.From < run.To && x.To > run.From);

    /// <summary>No reading of the month, nor of those beside it, which are estimated and checked by it, is still to become final.</summary>
    private async Task<bool> IsSettledAsync(Microgrid microgrid, DateOnly month, CancellationToken cancellationToken)
    {
        var (from, to) = (month.AddMonths(-1), month.AddMonths(2));
        return !await db.ReadingDays.AnyAsync(x => x.MicrogridId == microgrid.Id && x.Day >= from && x.Day < to
            && !db.FinalDays.Any(f => f.MicrogridId == x.MicrogridId && f.Day == x.Day), cancellationToken);
    }
}
