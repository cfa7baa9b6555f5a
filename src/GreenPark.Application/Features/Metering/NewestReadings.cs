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
}
