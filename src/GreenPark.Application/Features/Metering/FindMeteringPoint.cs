using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindMeteringPoint
{
    public static async Task<Result<MeteringPoint>> FindMeteringPointAsync(
        this GreenParkDb db, MicrogridId microgrid, string code, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.MeteringPoints.Where(x => x.MicrogridId == microgrid).AsSplitQuery().Include(x => x.Periods).ThenInclude(x => x.Parts)
            .OrderBy(x => x.Id).SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } point ? point : Error.NotFound("metering.not_found", code);
    }
}
