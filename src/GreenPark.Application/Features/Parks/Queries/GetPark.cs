namespace GreenPark.Application.Features.Parks.Queries;

[Allow(Permission.SeeOwn)]
public sealed record GetPark(string Park) : IQuery<GetPark.Detail>, IInPark
{
    /// <param name="Latitude">Degrees, north positive; null where nobody said.</param>
    /// <param name="Longitude">Degrees, east positive; null where nobody said.</param>
    public sealed record Detail(string Code, string Name, string NameZh, string ProvinceCode, string Address, decimal? Latitude, decimal? Longitude, Guid Version);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetPark, Detail>
    {
        public async Task<Result<Detail>> Handle(GetPark query, CancellationToken cancellationToken)
        {
            var code = Code.Sought(query.Park);
            return await db.Parks.Where(x => x.Code == code)
                .Select(x => new Detail(x.Code.Value, x.Name.En, x.Name.Zh, x.ProvinceCode, x.Address,
                    Coordinates.Degrees(x.LatitudeMicrodegrees), Coordinates.Degrees(x.LongitudeMicrodegrees), x.Version))
                .SingleOrDefaultAsync(cancellationToken) is { } park ? park : Error.NotFound("park.not_found", query.Park);
        }
    }
}
