using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.AuditRecords;

/// <summary>Whose chain is asked for: a park's by its code, or that of what belongs to no park, which only those see who see every park.</summary>
internal static class AuditChains
{
    public static async Task<Result<AuditChain>> FindAuditChainAsync(this GreenParkDb db, string? park, CurrentUser user, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(park)) return user.ParkScope is null ? AuditChain.Platform : Error.Forbidden("audit.not_every_park");
        var found = await db.FindParkAsync(park, cancellationToken);
        return found.IsSuccess ? AuditChain.Of(found.Value.Id) : found.To<AuditChain>();
    }
}
