using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

internal static class LockedPeriods
{
    /// <summary>The error if any day of the span is final.</summary>
    public static async Task<Error?> ErrorAsync(GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = await db.FinalDays.Where(x => x.MicrogridId == microgrid && x.Day >= from && x.Day < to)
            .GroupBy(_ => 1).Select(g => new { First = g.Min(x => x.Day), Last = g.Max(x => x.Day) }).SingleOrDefaultAsync(cancellationToken);
        return days is null ? null : Error.RuleBroken("period.final", days.First.ToString("yyyy-MM-dd"), days.Last.ToString("yyyy-MM-dd"));
    }
}
