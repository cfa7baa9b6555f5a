using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

internal static class LockedPeriods
{
    /// <summary>The error if any day of the span is final.</summary>
    public static async Task<Error?> ErrorAsync(GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = await db.FinalDays.Where(x => x.MicrogridId == microgrid && x.Day >= from && x.Day < to)
            .GroupBy(_ => 1).Select(g => new { First = g.Min(x => x.Day), Last = g.Max(x => x.Day) }).SingleOrDefaultAsync(cancellationToken);
        return days is null ? null : Error.RuleBroken("period.final", Iso(days.First), Iso(days.Last));
    }

    /// <summary>
    /// What keeps a period from being final beside those that are: documents still in the making, another period that shares days
    /// with it, or one that begins in the same month, since a statement's number tells only the month.
    /// </summary>
    public static async Task<Error?> ClashAsync(GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var decided = await db.Runs.Where(x => x.MicrogridId == microgrid && (x.State == RunState.Finalising || x.State == RunState.Final)
                && ((x.From < to && x.To > from) || (x.From.Year == from.Year && x.From.Month == from.Month)))
            .OrderBy(x => x.Number).Select(x => new { x.Number, x.State, x.From, x.To }).ToListAsync(cancellationToken);
        if (decided.FirstOrDefault(x => x.State == RunState.Finalising) is { } busy) return Error.Conflict("run.busy", busy.Number);
        if (decided.FirstOrDefault(x => x.From != from || x.To != to) is not { } other) return null;
        return other.From < to && other.To > from
            ? Error.RuleBroken("run.overlaps_final", other.Number, Iso(other.From), Iso(other.To.AddDays(-1)))
            : Error.RuleBroken("run.month_taken", other.Number, Iso(other.From), Iso(other.To.AddDays(-1)));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
