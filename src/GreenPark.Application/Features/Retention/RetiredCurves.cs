using System.Globalization;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Retention;

/// <summary>Days whose load curves were removed.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The first day after the last.</param>
/// <param name="At">When the last of them were removed (UTC).</param>
public sealed record RetiredDays(DateOnly From, DateOnly To, DateTime At)
{
    /// <summary>What is gone, since when, and what remains.</summary>
    internal Error ToError() => Error.NotFound("data.retired", Iso(From), Iso(To.AddDays(-1)), Iso(DateOnly.FromDateTime(At)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal static class RetiredCurves
{
    /// <summary>What of a span was removed; null where nothing was.</summary>
    public static async Task<RetiredDays?> RetiredOfAsync(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var months = await db.RetiredMonths.AsNoTracking().Where(x => x.MicrogridId == microgrid && x.From < to && x.To > from).OrderBy(x => x.From).ToListAsync(cancellationToken);
        if (months.Count == 0) return null;
        return new RetiredDays(months[0].From > from ? months[0].From : from, months[^1].To < to ? months[^1].To : to, months.Max(x => x.At));
    }

    /// <summary>The error if any day of the span was removed.</summary>
    public static async Task<Error?> RetiredErrorAsync(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        (await db.RetiredOfAsync(microgrid, from, to, cancellationToken))?.ToError();

    /// <summary>The error if one of the days was removed; those between them may be.</summary>
    public static async Task<Error?> RetiredErrorAsync(this GreenParkDb db, MicrogridId microgrid, IReadOnlyCollection<DateOnly> days, CancellationToken cancellationToken)
    {
        var (first, end) = (days.Min(), days.Max().AddDays(1));
        var months = await db.RetiredMonths.AsNoTracking().Where(x => x.MicrogridId == microgrid && x.From < end && x.To > first).OrderBy(x => x.From).ToListAsync(cancellationToken);
        return months.FirstOrDefault(x => days.Any(day => day >= x.From && day < x.To)) is { } month ? new RetiredDays(month.From, month.To, month.At).ToError() : null;
    }
}
