using GreenPark.Application.Features.Identity.Commands;

namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>Whose key this is; one that is unknown or revoked, or was rotated away, is nobody's.</summary>
[Allow(Permission.SystemOnly)]
public sealed record IdentifyApiKey(string Key) : IQuery<IdentifyApiKey.Identified>
{
    /// <param name="Points">Codes of the metering points that it may deliver; empty is all of the park.</param>
    /// <param name="UsedLately">Its use is kept already for this minute.</param>
    public sealed record Identified(ApiKeyId Id, string Code, ParkId Park, string ParkCode, IReadOnlyList<string> Points, bool UsedLately);

    /// <summary>Without the key: requests find their way into logs.</summary>
    public override string ToString() => nameof(IdentifyApiKey);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<IdentifyApiKey, Identified>
    {
        public async Task<Result<Identified>> Handle(IdentifyApiKey query, CancellationToken cancellationToken)
        {
            if (!query.Key.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)) return Error.NotFound("api_key.unknown");
            var (hash, now) = (ApiKey.HashOf(query.Key), clock.UtcNow());
            var found = await db.ApiKeys.Where(x => x.RevokedAt == null && (x.Sha256 == hash || (x.FormerSha256 == hash && x.FormerUntil > now)))
                .Select(x => new { x.Id, x.Code, x.ParkId, Park = db.Parks.Where(p => p.Id == x.ParkId).Select(p => p.Code).First(), x.PointCodes, x.LastUsedAt })
                .SingleOrDefaultAsync(cancellationToken);
            return found is null ? Error.NotFound("api_key.unknown")
                : new Identified(found.Id, found.Code.Value, found.ParkId, found.Park.Value, ApiKey.Split(found.PointCodes), found.LastUsedAt > now - MarkApiKeyUsed.Every);
        }
    }
}
