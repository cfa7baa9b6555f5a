using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal static class FindFinding
{
    public static async Task<Result<ReadingFinding>> FindFindingAsync(
        this GreenParkDb db, string park, string microgrid, int number, CurrentUser user, CancellationToken cancellationToken)
    {
        var found = await db.MicrogridIdAsync(park, microgrid, user, cancellationToken);
        if (!found.TryGet(out var id)) return found.To<ReadingFinding>();
        return await db.ReadingFindings.SingleOrDefaultAsync(x => x.MicrogridId == id && x.Number == number, cancellationToken) is { } finding
            ? finding : Error.NotFound("finding.not_found", number);
    }
}
