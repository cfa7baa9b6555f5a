using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Queries;

/// <summary>How long a park's data are kept, what was removed last, and the months on hold.</summary>
[Allow(Permission.SeePark)]
public sealed record GetRetention(string Park) : IQuery<GetRetention.Shown>, IInPark
{
    public sealed record Shown(IReadOnlyList<OfKind> Kinds, IReadOnlyList<Hold> Holds);

    /// <param name="IsOfPark">The park can say how long; else it is the installation's.</param>
    /// <param name="Months">Whole months; null is for ever.</param>
    /// <param name="LeastMonths">A park cannot keep it for less.</param>
    /// <param name="RemovedAt">When something of it was removed last (UTC); null where nothing was, or where it is not the park's.</param>
    /// <param name="RemovedBefore">What was older went then.</param>
    public sealed record OfKind(RetentionKind Kind, bool IsOfPark, RetentionRule Rule, int? Months, int LeastMonths, DateTime? RemovedAt, DateTime? RemovedBefore, int? Removed);

    /// <param name="To">The first day after.</param>
    /// <param name="Released">Null where it stands.</param>
    public sealed record Hold(int Number, DateOnly From, DateOnly To, string Reason, string By, DateTime At, Release? Released);

    public sealed record Release(string Reason, string By, DateTime At);

    internal sealed class Handler(GreenParkDb db, RetentionOptions options, TimeProvider clock) : IQueryHandler<GetRetention, Shown>
    {
        public async Task<Result<Shown>> Handle(GetRetention query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Shown>();
            var (terms, kinds) = (new RetentionTerms(db, options, clock), new List<OfKind>());
            foreach (var kind in Enum.GetValues<RetentionKind>())
            {
                var isOfPark = RetentionOptions.IsOfParks(kind);
                var term = await terms.OfAsync(kind, isOfPark ? park.Id : null, cancellationToken);
                var last = isOfPark ? await db.RetentionLimits.AsNoTracking().Where(x => x.Kind == kind && x.ParkId == park.Id).OrderByDescending(x => x.At).FirstOrDefaultAsync(cancellationToken) : null;
                kinds.Add(new OfKind(kind, isOfPark, term.Rule, term.Months, RetentionOptions.LeastOf(kind), last?.At, last?.Before, last?.Removed));
            }
            var holds = await (
                from hold in db.RetentionHolds.Where(x => x.ParkId == park.Id)
                join r in db.HoldReleases on hold.Id equals r.HoldId into releases
                from release in releases.DefaultIfEmpty()
                orderby hold.Number descending
                select new { hold, release }).AsNoTracking().ToListAsync(cancellationToken);
            return new Shown(kinds, [.. holds.Select(x => new Hold(x.hold.Number, DateOnly.FromDateTime(x.hold.From), DateOnly.FromDateTime(x.hold.To), x.hold.Reason, x.hold.By, x.hold.At,
                x.release is null ? null : new Release(x.release.Reason, x.release.By, x.release.At)))]);
        }
    }
}
