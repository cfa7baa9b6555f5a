using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindMeteringPoint
{
    /// <summary>A gateway's key may be for some points only; what of them a tenant sees, the query filter says.</summary>
    public static IQueryable<MeteringPoint> VisiblePoints(this GreenParkDb db, MicrogridId microgrid, CurrentUser? user)
    {
        var points = db.MeteringPoints.Where(x => x.MicrogridId == microgrid);
        return user?.Points is { } codes ? points.Where(x => codes.Contains(x.Code)) : points;
    }

    public static async Task<Result<MeteringPoint>> FindMeteringPointAsync(
        this GreenParkDb db, MicrogridId microgrid, string code, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.MeteringPoints.Where(x => x.MicrogridId == microgrid).AsSplitQuery().Include(x => x.Periods).ThenInclude(x => x.Parts)
            .OrderBy(x => x.Id).SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } point ? point : Error.NotFound("metering.not_found", code);
    }
}
