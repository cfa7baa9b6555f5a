using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>The keys of a park, by code; revoked ones too. No key itself: nothing knows it.</summary>
[Allow(Permission.ManageKeys)]
public sealed record ListApiKeys(string Park) : IQuery<IReadOnlyList<ListApiKeys.Item>>, IInPark
{
    /// <param name="Points">Codes of the metering points that it may deliver; empty is all of the park.</param>
    /// <param name="ShownTo">Who made the key, or rotated it last, and so was shown its secret.</param>
    /// <param name="LastUsedAt">UTC, to a minute.</param>
    /// <param name="FormerUntil">UTC; how long the secret before the last rotation is good, or was.</param>
    public sealed record Item(string Code, string Name, IReadOnlyList<string> Points, string CreatedBy, DateTime CreatedAt, string ShownTo, DateTime? RevokedAt, DateTime? LastUsedAt, DateTime? FormerUntil);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListApiKeys, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListApiKeys query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            var keys = await db.ApiKeys.Where(x => x.ParkId == park.Id).OrderBy(x => x.Code)
                .Select(x => new { x.Code, x.Name, x.PointCodes, x.CreatedBy, x.CreatedAt, x.ShownTo, x.RevokedAt, x.LastUsedAt, x.FormerUntil })
                .ToListAsync(cancellationToken);
            return keys.ConvertAll(x => new Item(x.Code.Value, x.Name, ApiKey.Split(x.PointCodes), x.CreatedBy, x.CreatedAt, x.ShownTo, x.RevokedAt, x.LastUsedAt, x.FormerUntil));
        }
    }
}
