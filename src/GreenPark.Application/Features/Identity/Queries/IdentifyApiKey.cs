namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>Whose key this is; one that is unknown or revoked is nobody's.</summary>
[Allow(Permission.SystemOnly)]
public sealed record IdentifyApiKey(string Key) : IQuery<IdentifyApiKey.Identified>
{
    public sealed record Identified(ApiKeyId Id, string Code, ParkId Park, bool UsedToday);

    /// <summary>Without the key: requests find their way into logs.</summary>
    public override string ToString() => nameof(IdentifyApiKey);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<IdentifyApiKey, Identified>
    {
        public async Task<Result<Identified>> Handle(IdentifyApiKey query, CancellationToken cancellationToken)
        {
            if (!query.Key.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)) return Error.NotFound("api_key.unknown");
            var (hash, today) = (ApiKey.HashOf(query.Key), DateOnly.FromDateTime(clock.UtcNow()));
            return await db.ApiKeys.Where(x => x.Sha256 == hash && x.RevokedAt == null)
                .Select(x => new Identified(x.Id, x.Code.Value, x.ParkId, x.LastUsedOn == today))
                .SingleOrDefaultAsync(cancellationToken) is { } key ? key : Error.NotFound("api_key.unknown");
        }
    }
}
