namespace GreenPark.Application.Features.Parks;

/// <summary>Parks are named by code in every request; one that the user may not see is not there.</summary>
internal static class FindPark
{
    public static async Task<Result<Park>> FindParkAsync(this GreenParkDb db, string code, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        return await db.Parks.SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } park ? park : Error.NotFound("park.not_found", code);
    }
}
