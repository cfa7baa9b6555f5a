using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class NewestReadings
{
    /// <summary>The newest revision of every day of the span, ordered by day and metering point.</summary>
    public static IQueryable<ReadingDay> NewestReadingDays(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to) =>
        db.ReadingDays.AsNoTracking()
            .Where(x => x.MicrogridId == microgrid && x.Day >= from && x.Day < to
                && !db.ReadingDays.Any(y => y.MicrogridId == x.MicrogridId && y.Day == x.Day && y.Point == x.Point && y.Revision > x.Revision))
            .OrderBy(x => x.Day).ThenBy(x => x.Point);

    /// <summary>
    /// Another number wherever a revision has come in: so a command can tell in its transaction whether what it read before is still the newest.
    /// </summary>
    public static Task<int> CountRevisionsAsync(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        db.ReadingDays.CountAsync(x => x.MicrogridId == microgrid && x.Day >= from && x.Day < to, cancellationToken);
}
