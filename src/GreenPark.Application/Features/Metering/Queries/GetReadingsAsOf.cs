using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A metering point's readings as they were known at an instant: of each day the newest revision that was taken or approved by then.</summary>
/// <param name="To">The first day after.</param>
[Allow(Permission.SeePark)]
public sealed record GetReadingsAsOf(string Park, string Microgrid, string Point, DateOnly From, DateOnly To, DateTimeOffset At, Release? Release = null) : IQuery<IReadOnlyList<GetReadingsAsOf.OfDay>>, IShowsTenants, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Point} {From:yyyy-MM-dd}/{To:yyyy-MM-dd}";

    public const int MostDays = 366;

    /// <param name="Since">When this revision came to be known.</param>
    public sealed record OfDay(DateOnly Day, int Revision, DateTime Since, ReadingsShown Readings);

    internal sealed class Validator : AbstractValidator<GetReadingsAsOf>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
            RuleFor(x => x.To).Must((x, to) => to > x.From && to.DayNumber - x.From.DayNumber <= MostDays).WithErrorCode("dates.bad_span").WithState(x => new object?[] { MostDays });
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetReadingsAsOf, IReadOnlyList<OfDay>>
    {
        public async Task<Result<IReadOnlyList<OfDay>>> Handle(GetReadingsAsOf query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<OfDay>>();
            var sought = await db.FindMeteringPointAsync(microgrid, query.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<IReadOnlyList<OfDay>>();
            if (await db.RetiredErrorAsync(microgrid, query.From, query.To, cancellationToken) is { } retired) return retired;
            var withheld = await new CurveConsents(db, user, clock).WithheldDaysAsync(point, query.From, query.To, cancellationToken);
            if (withheld.Count > 0) return CurveConsents.Refusal(withheld);
            var at = query.At.UtcDateTime;
            at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
            var known = await db.Revisions(microgrid).Where(x => x.Day.Point == point.Code && x.Day.Day >= query.From && x.Day.Day < query.To && x.At <= at)
                .OrderBy(x => x.Day.Day).ThenBy(x => x.Day.Revision).AsNoTracking().ToListAsync(cancellationToken);
            await reads.NotePointsAsync(db, DataKind.Curves, microgrid, [point.Code], query.From, query.To, cancellationToken);
            return known.GroupBy(x => x.Day.Day).Select(x => x.Last())
                .Select(x => new OfDay(x.Day.Day, x.Day.Revision, x.At, ReadingsShown.Of(x.Day.Series))).ToList();
        }
    }
}
