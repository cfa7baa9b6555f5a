namespace GreenPark.Application.Features.Parks.Queries;

/// <summary>The parks the user sees, by code.</summary>
[Allow(Role.Everyone)]
public sealed record ListParks : IQuery<IReadOnlyList<ListParks.Item>>
{
    public sealed record Item(string Code, string Name, string NameZh, string ProvinceCode);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListParks, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListParks query, CancellationToken cancellationToken) => await db.Parks
            .OrderBy(x => x.Code)
            .Select(x => new Item(x.Code.Value, x.Name.En, x.Name.Zh, x.ProvinceCode))
            .ToListAsync(cancellationToken);
    }
}
