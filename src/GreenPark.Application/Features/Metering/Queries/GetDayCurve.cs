using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A metering point's day, interval by interval, by its newest revision.</summary>
[Allow(Permission.SeePark)]
public sealed record GetDayCurve(string Park, string Microgrid, string Point, DateOnly Day, Release? Release = null) : IQuery<GetDayCurve.Curve>, IShowsTenants, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Point} {Day:yyyy-MM-dd}";

    /// <param name="Starts">Start of each interval, ISO 8601 with the zone's offset.</param>
    /// <param name="Readings">All missing where the day has none.</param>
    /// <param name="IsNeeded">The point counts on that day.</param>
    /// <param name="IsFinal">An attribution of the day is final: its readings change by a correction only.</param>
    /// <param name="Newest">Null where the day has no readings.</param>
    public sealed record Curve(
        string Point, Measurand Measures, DateOnly Day, string TimeZone, int IntervalMinutes, IReadOnlyList<string> Starts, ReadingsShown Readings, bool IsNeeded, bool IsFinal,
        Origin? Newest);

    /// <param name="At">When it was taken or approved.</param>
    /// <param name="File">Name of the file it was read from, else null.</param>
    /// <param name="Change">Number of the change that wrote it, else null.</param>
    public sealed record Origin(int Revision, DateTime At, string By, string? File, int? Change, long TotalWh);

    internal sealed class Validator : AbstractValidator<GetDayCurve>
    {
        public Validator() => RuleFor(x => x.Day).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetDayCurve, Curve>
    {
        public async Task<Result<Curve>> Handle(GetDayCurve query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Curve>();
            var sought = await db.FindMeteringPointAsync(microgrid.Id, query.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<Curve>();
            if (await db.RetiredErrorAsync(microgrid.Id, query.Day, query.Day.AddDays(1), cancellationToken) is { } retired) return retired;
            var withheld = await new CurveConsents(db, user, clock).WithheldDaysAsync(point, query.Day, query.Day.AddDays(1), cancellationToken);
            if (withheld.Count > 0) return CurveConsents.Refusal(withheld);
            var created = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, query.Day, query.Day.AddDays(1));
            if (!created.TryGet(out var grid)) return created.To<Curve>();

            var newest = await db.Revisions(microgrid.Id).Where(x => x.Day.Point == point.Code && x.Day.Day == query.Day)
                .OrderByDescending(x => x.Day.Revision).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            var needed = await new MonthCoverage(db).NeededAsync(microgrid, new DateRange(query.Day, query.Day.AddDays(1)), cancellationToken);
            var isFinal = await db.FinalDays.AnyAsync(x => x.MicrogridId == microgrid.Id && x.Day == query.Day, cancellationToken);
            await reads.NotePointsAsync(db, DataKind.Curves, microgrid.Id, [point.Code], query.Day, query.Day.AddDays(1), cancellationToken);
            return new Curve(
                point.Code.Value, point.Measures, query.Day, microgrid.TimeZone, microgrid.IntervalMinutes, [.. Enumerable.Range(0, grid.Intervals).Select(grid.Label)],
                ReadingsShown.Of(newest?.Day.Series ?? DaySeries.Empty(grid.Intervals)), needed.Contains((point.Code, query.Day)), isFinal,
                newest is null ? null : new Origin(newest.Day.Revision, newest.At, newest.By, newest.File, newest.Change, newest.Day.TotalWh));
        }
    }
}
