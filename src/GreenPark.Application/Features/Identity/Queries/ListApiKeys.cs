using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>The keys of a park, by code; revoked ones too. No key itself: nothing knows it.</summary>
[Allow(Permission.ManageKeys)]
public sealed record ListApiKeys(string Park) : IQuery<IReadOnlyList<ListApiKeys.Item>>
{
    public sealed record Item(string Code, string Name, string CreatedBy, DateTime CreatedAt, DateTime? RevokedAt, DateOnly? LastUsedOn);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListApiKeys, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListApiKeys query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            return await db.ApiKeys.Where(x => x.ParkId == park.Id).OrderBy(x => x.Code)
                .Select(x => new Item(x.Code.Value, x.Name, x.CreatedBy, x.CreatedAt, x.RevokedAt, x.LastUsedOn))
                .ToListAsync(cancellationToken);
        }
    }
}
