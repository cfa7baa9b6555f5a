using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention;

/// <summary>
/// Removes the load curves of a park's months that may go: readings and what changes wanted them to be, results by interval, the files of packs.
/// Registers, sums, statements, hashes and the audit record stay.
/// </summary>
internal sealed class CurveRetirement(GreenParkDb db, TimeProvider clock)
{
    /// <summary>Counts and deletes rows of one table; no statement has more than a microgrid's day, a change or a run of a month has.</summary>
    private sealed record Part(Func<Task<int>> Count, Func<Task<int>> Delete);

    /// <summary>All in the transaction of the command.</summary>
    /// <param name="park">Whose months.</param>
    /// <param name="before">UTC: what ended by then, on the clock of the microgrid too, is old enough.</param>
    /// <param name="months">So many whole months are kept.</param>
    /// <param name="cancellationToken">Leaves everything where it is.</param>
    public async Task<int> CarryOutAsync(ParkId park, DateTime before, int months, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync<Park, ParkId>(park, cancellationToken);   // no month is put on hold meanwhile
        var (parts, retired) = (new List<Part>(), new List<RetiredMonth>());
        foreach (var microgrid in await db.Microgrids.Include(x => x.Storage).Where(x => x.ParkId == park).OrderBy(x => x.Id).ToListAsync(cancellationToken))
        {
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var (utc, local) = (DateOnly.FromDateTime(before), clock.TodayIn(microgrid.TimeZone).FirstOfMonth().AddMonths(-months));
            foreach (var month in await new MonthsToRetire(db).OfAsync(microgrid, utc < local ? utc : local, cancellationToken))
            {
                retired.Add(RetiredMonth.Of(microgrid, month, clock.UtcNow()));
                await AddPartsAsync(parts, microgrid.Id, month, month.AddMonths(1), cancellationToken);
            }
        }
        if (retired.Count == 0) return 0;
        var count = 0;
        foreach (var part in parts) count += await part.Count();
        await db.RetireAsync(RetentionLimit.Of(RetentionKind.LoadCurves, park, before, count, clock.UtcNow()), retired, [.. parts.Select(x => x.Delete)], cancellationToken);
        return count;
    }

    private async Task AddPartsAsync(List<Part> parts, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var runs = await db.Runs.Where(x => x.MicrogridId == microgrid && x.From < to && x.To > from).Select(x => x.Id).ToListAsync(cancellationToken);
        var changes = await db.ReadingChanges.Where(x => x.MicrogridId == microgrid && x.From < to && x.To > from).Select(x => x.Id).ToListAsync(cancellationToken);
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var of = day;
            Add(db.ReadingDays.Where(x => x.MicrogridId == microgrid && x.Day == of));
        }
        foreach (var change in changes) Add(db.ReadingChangeDays.Where(x => x.ChangeId == change && x.Day >= from && x.Day < to));
        foreach (var run in runs)
        {
            Add(db.MemberDays.Where(x => x.RunId == run && x.Day >= from && x.Day < to));
            Add(db.BalanceDays.Where(x => x.RunId == run && x.Day >= from && x.Day < to));
            Add(db.AuditPackContents.Where(x => x.RunId == run && x.LastDay >= from && x.LastDay < to));
        }

        void Add<T>(IQueryable<T> rows) where T : class => parts.Add(new Part(() => rows.CountAsync(cancellationToken), () => rows.ExecuteDeleteAsync(cancellationToken)));
    }
}
