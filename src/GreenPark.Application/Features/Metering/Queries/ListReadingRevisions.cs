using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>All revisions of a metering point's day, newest first: who brought each, by which file or change.</summary>
[Allow(Permission.SeePark)]
public sealed record ListReadingRevisions(string Park, string Microgrid, string Point, DateOnly Day, Release? Release = null) : IQuery<IReadOnlyList<ListReadingRevisions.Item>>, IShowsTenants, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Point} {Day:yyyy-MM-dd}";

    /// <param name="At">When it was taken or approved.</param>
    /// <param name="File">Name of the file it was read from, else null.</param>
    /// <param name="Change">Number of the change that wrote it, else null.</param>
    /// <param name="Readings">Null where the tenant lets the one who asks see sums only.</param>
    public sealed record Item(int Revision, DateTime At, string By, string? File, int? Change, long TotalWh, int Missing, ReadingsShown? Readings);

    internal sealed class Validator : AbstractValidator<ListReadingRevisions>
    {
        public Validator() => RuleFor(x => x.Day).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<ListReadingRevisions, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListReadingRevisions query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<Item>>();
            var sought = await db.FindMeteringPointAsync(microgrid, query.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<IReadOnlyList<Item>>();
            if (await db.RetiredErrorAsync(microgrid, query.Day, query.Day.AddDays(1), cancellationToken) is { } retired) return retired;
            var revisions = await db.Revisions(microgrid).Where(x => x.Day.Point == point.Code && x.Day.Day == query.Day)
                .OrderByDescending(x => x.Day.Revision).AsNoTracking().ToListAsync(cancellationToken);
            var withheld = await new CurveConsents(db, user, clock).WithheldDaysAsync(point, query.Day, query.Day.AddDays(1), cancellationToken);
            await reads.NotePointsAsync(db, withheld.Count > 0 ? DataKind.Totals : DataKind.Curves, microgrid, [point.Code], query.Day, query.Day.AddDays(1), cancellationToken);
            return revisions.Select(x => new Item(x.Day.Revision, x.At, x.By, x.File, x.Change, x.Day.TotalWh, x.Day.Missing, withheld.Count > 0 ? null : ReadingsShown.Of(x.Day.Series))).ToList();
        }
    }
}
