namespace GreenPark.Application.Features.Factors;

internal static class FindFactor
{
    /// <summary>A park's own entry, else the one that all share: a code of the library may come to be one that a park has chosen before.</summary>
    /// <param name="park">Null: of those that all share.</param>
    public static async Task<Result<FactorEntry>> FindFactorAsync(this GreenParkDb db, string code, ParkId? park, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.FactorEntries.Where(x => x.Code == sought && (x.ParkId == null || x.ParkId == park))
            .OrderByDescending(x => x.ParkId != null).FirstOrDefaultAsync(cancellationToken) is { } entry ? entry : Error.NotFound("factor.not_found", code);
    }
}
