using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindChange
{
    public static async Task<Result<ReadingChange>> FindChangeAsync(this GreenParkDb db, MicrogridId microgrid, int number, CancellationToken cancellationToken) =>
        await db.ReadingChanges.SingleOrDefaultAsync(x => x.MicrogridId == microgrid && x.Number == number, cancellationToken) is { } change
            ? change : Error.NotFound("change.not_found", number);

    /// <summary>The readings that a change was proposed on, for those of its days, first to last, that had any.</summary>
    public static Task<Dictionary<(DateOnly Day, Code Point), ReadingDay>> RevisionsBeforeAsync(
        this GreenParkDb db, ReadingChange change, DateOnly first, DateOnly last, CancellationToken cancellationToken) => (
        from day in db.ReadingChangeDays
        from before in db.ReadingDays
        where day.ChangeId == change.Id && day.Day >= first && day.Day <= last
            && before.MicrogridId == change.MicrogridId && before.Day == day.Day && before.Point == day.Point && before.Revision == day.BaseRevision
        select before).AsNoTracking().ToDictionaryAsync(x => (x.Day, x.Point), cancellationToken);
}
