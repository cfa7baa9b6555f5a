namespace GreenPark.Application.Features.Parks.Queries;

/// <summary>The parks the user sees, by code.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListParks : IQuery<IReadOnlyList<ListParks.Item>>
{
    /// <param name="Latitude">Degrees, north positive; null where nobody said.</param>
    /// <param name="Longitude">Degrees, east positive; null where nobody said.</param>
    public sealed record Item(string Code, string Name, string NameZh, string ProvinceCode, decimal? Latitude, decimal? Longitude);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListParks, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListParks query, CancellationToken cancellationToken) => await db.Parks
            .OrderBy(x => x.Code)
            .Select(x => new Item(x.Code.Value, x.Name.En, x.Name.Zh, x.ProvinceCode, Coordinates.Degrees(x.LatitudeMicrodegrees), Coordinates.Degrees(x.LongitudeMicrodegrees)))
            .ToListAsync(cancellationToken);
    }
}
