using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindChange
{
    public static async Task<Result<ReadingChange>> FindChangeAsync(this GreenParkDb db, MicrogridId microgrid, int number, CancellationToken cancellationToken) =>
        await db.ReadingChanges.SingleOrDefaultAsync(x => x.MicrogridId == microgrid && x.Number == number, cancellationToken) is { } change
            ? change : Error.NotFound("change.not_found", number);

    /// <summary>The first day of a change whose readings have become others since it was proposed; null where none has.</summary>
    public static async Task<(Code Point, DateOnly Day)?> MovedAsync(this GreenParkDb db, ReadingChange change, CancellationToken cancellationToken)
    {
        var days = await db.ReadingChangeDays.Where(x => x.ChangeId == change.Id).OrderBy(x => x.Day).ThenBy(x => x.Point)
            .Select(x => new { x.Day, x.Point, x.BaseRevision }).ToListAsync(cancellationToken);
        var newest = await db.NewestReadingDays(change.MicrogridId, change.From, change.To).Select(x => new { x.Day, x.Point, x.Revision })
            .ToDictionaryAsync(x => (x.Day, x.Point), x => x.Revision, cancellationToken);
        return days.FirstOrDefault(x => newest.GetValueOrDefault((x.Day, x.Point)) != x.BaseRevision) is { } moved ? (moved.Point, moved.Day) : null;
    }

    /// <summary>Which of a microgrid's proposed changes name which days: proposed upon too, the second one could not be approved after the first.</summary>
    public static async Task<ILookup<(Code Point, DateOnly Day), int>> WaitingAsync(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) => (await (
        from change in db.ReadingChanges
        join day in db.ReadingChangeDays on change.Id equals day.ChangeId
        where change.MicrogridId == microgrid && change.State == ChangeState.Proposed && day.Day >= @from && day.Day < to
        orderby day.Day, day.Point, change.Number
        select new { day.Point, day.Day, change.Number }).ToListAsync(cancellationToken)).ToLookup(x => (x.Point, x.Day), x => x.Number);

    /// <summary>The readings that a change was proposed on, for those of its days, first to last, that had any.</summary>
    public static Task<Dictionary<(DateOnly Day, Code Point), ReadingDay>> RevisionsBeforeAsync(
        this GreenParkDb db, ReadingChange change, DateOnly first, DateOnly last, CancellationToken cancellationToken) => (
        from day in db.ReadingChangeDays
        from before in db.ReadingDays
        where day.ChangeId == change.Id && day.Day >= first && day.Day <= last
            && before.MicrogridId == change.MicrogridId && before.Day == day.Day && before.Point == day.Point && before.Revision == day.BaseRevision
        select before).AsNoTracking().ToDictionaryAsync(x => (x.Day, x.Point), cancellationToken);
}
