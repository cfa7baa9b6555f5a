using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindMeteringPoint
{
    /// <summary>A tenant user sees the points that count to its tenant.</summary>
    public static IQueryable<MeteringPoint> VisiblePoints(this GreenParkDb db, MicrogridId microgrid, CurrentUser user)
    {
        var points = db.MeteringPoints.Where(x => x.MicrogridId == microgrid);
        if (user.Points is { } codes) points = points.Where(x => codes.Contains(x.Code));
        return user.TenantScope is { } tenant ? points.Where(x => x.Periods.Any(p => p.Parts.Any(m => m.Member == tenant))) : points;
    }

    /// <summary>On which days a point counts to a neighbour is the neighbour's own affair.</summary>
    public static IEnumerable<MeteringPeriod> VisiblePeriods(this MeteringPoint point, CurrentUser user) =>
        user.TenantScope is { } tenant ? point.Periods.Where(x => x.Parts.Any(p => p.Member == tenant)) : point.Periods;

    public static async Task<Result<MeteringPoint>> FindMeteringPointAsync(
        this GreenParkDb db, MicrogridId microgrid, string code, CurrentUser user, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.VisiblePoints(microgrid, user).AsSplitQuery().Include(x => x.Periods).ThenInclude(x => x.Parts)
            .OrderBy(x => x.Id).SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } point ? point : Error.NotFound("metering.not_found", code);
    }
}
