using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Features.DataAccess;

/// <summary>Days of a metering point that somebody has to look into: an open finding, readings that are missing, another's change that waits for a decision.</summary>
internal sealed class DaysToMend(GreenParkDb db, CurrentUser user)
{
    /// <param name="to">The first day after.</param>
    public async Task<bool> AreAllAsync(MeteringPoint point, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var whole = await db.NewestReadingDays(point.MicrogridId, from, to).Where(x => x.Point == point.Code && x.Missing == 0).Select(x => x.Day).ToListAsync(cancellationToken);
        if (whole.Count == 0) return true;   // each has a gap, or nothing to see
        var proposed = await (
            from day in db.ReadingChangeDays
            join change in db.ReadingChanges on day.ChangeId equals change.Id
            where change.MicrogridId == point.MicrogridId && change.State == ChangeState.Proposed && day.Point == point.Code && day.Day >= @from && day.Day < to
            select new { day.Day, Change = change }).AsNoTracking().ToListAsync(cancellationToken);
        var findings = await db.ReadingFindings.AsNoTracking()
            .Where(x => x.MicrogridId == point.MicrogridId && (x.State == FindingState.Open || x.State == FindingState.InWork) && x.FirstDay < to && x.LastDay >= @from).ToListAsync(cancellationToken);
        var open = findings.Where(x => x.ToFinding().Points.Contains(point.Code.Value)).ToList();
        return whole.Except(proposed.Where(x => !x.Change.IsOf(user)).Select(x => x.Day)).All(day => open.Any(x => x.FirstDay <= day && day <= x.LastDay));
    }
}
