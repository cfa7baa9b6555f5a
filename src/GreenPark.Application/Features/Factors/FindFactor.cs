namespace GreenPark.Application.Features.Factors;

internal static class FindFactor
{
    public static async Task<Result<FactorEntry>> FindFactorAsync(this GreenParkDb db, string code, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.FactorEntries.SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } entry
            ? entry : Error.NotFound("factor.not_found", code);
    }
}
