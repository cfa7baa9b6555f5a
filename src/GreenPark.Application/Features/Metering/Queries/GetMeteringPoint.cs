using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A point with its periods, earliest first, and the meters behind it. Of periods, parts and other meters, a tenant's user sees its own.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetMeteringPoint(string Park, string Microgrid, string Point) : IQuery<GetMeteringPoint.Detail>, IInPark
{
    /// <param name="SubMeters">Those whose periods name this point as their head, by code.</param>
    /// <param name="LastDay">The newest day that there are readings of, or null; always null for a tenant's user, who sees no readings as imported.</param>
    public sealed record Detail(string Code, Measurand Measures, IReadOnlyList<MeteringFields> Periods, IReadOnlyList<SubMeter> SubMeters, DateOnly? LastDay, Guid Version);

    /// <param name="To">The first day after; null: no end.</param>
    public sealed record SubMeter(string Code, DateOnly? From, DateOnly? To);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetMeteringPoint, Detail>
    {
        public async Task<Result<Detail>> Handle(GetMeteringPoint query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Detail>();
            var pointFound = await db.FindMeteringPointAsync(microgrid.Id, query.Point, cancellationToken);
            if (!pointFound.TryGet(out var point)) return pointFound.To<Detail>();

            // a tenant's user gets its own tenant, sites, points, periods and parts only: the others are filtered away
            var tenants = await db.Tenants.Where(x => x.ParkId == point.ParkId).ToDictionaryAsync(x => x.Id, x => x.Code.Value, cancellationToken);
            var siteIds = point.Periods.Select(x => x.SiteId).ToList();
            var sites = await db.Sites.Where(x => siteIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Code.Value, cancellationToken);
            var units = microgrid.Units.ToDictionary(x => x.Id, x => x.Code.Value);

            var heads = point.Periods.Select(x => x.HeadId).ToList();
            var visible = db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id);
            var codes = await visible.Where(x => heads.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Code.Value, cancellationToken);
            var behind = await visible.AsNoTracking().AsSplitQuery().Where(x => x.Periods.Any(p => p.HeadId == point.Id)).OrderBy(x => x.Code).Include(x => x.Periods).ThenInclude(x => x.Parts).ToListAsync(cancellationToken);
            var subs = from x in behind
                       from period in x.Periods
                       where period.HeadId == point.Id
                       orderby x.Code, period.Valid.From
                       select new SubMeter(x.Code.Value, period.Valid.From, period.Valid.To);

            var periods = point.Periods.OrderBy(x => x.Valid.From).Select(x => new MeteringFields(
                [.. x.Parts.Select(p => (Of: p.Unit is { } unit ? units[unit] : tenants.GetValueOrDefault(p.Member!.Value), p.Sign))
                    .Where(p => p.Of is not null).OrderByDescending(p => p.Sign).ThenBy(p => p.Of, StringComparer.Ordinal)
                    .Select(p => new MeteringFields.Part(p.Of!, p.Sign))],
                x.SiteId is { } site ? sites.GetValueOrDefault(site, "") : "", x.Valid.From, x.Valid.To,
                x.HeadId is { } head ? codes.GetValueOrDefault(head, "") : ""));
            var lastDay = await db.ReadingDays.Where(x => x.MicrogridId == microgrid.Id && x.Point == point.Code).OrderByDescending(x => x.Day)
                .Select(x => (DateOnly?)x.Day).FirstOrDefaultAsync(cancellationToken);
            return new Detail(point.Code.Value, point.Measures, [.. periods], [.. subs], lastDay, point.Version);
        }
    }
}
