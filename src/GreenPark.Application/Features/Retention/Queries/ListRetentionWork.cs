using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Queries;

/// <summary>What the day's work is: each kind of the installation, and each park's own.</summary>
[Allow(Permission.SystemOnly)]
public sealed record ListRetentionWork : IQuery<IReadOnlyList<ListRetentionWork.Item>>
{
    /// <param name="Of">Null for kinds of no park.</param>
    public sealed record Item(RetentionKind Kind, ParkId? Of);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListRetentionWork, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListRetentionWork query, CancellationToken cancellationToken)
        {
            var parks = await db.Parks.OrderBy(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);
            return Enum.GetValues<RetentionKind>().SelectMany(kind => RetentionOptions.IsOfParks(kind) ? parks.Select(park => new Item(kind, park)) : [new Item(kind, null)]).ToList();
        }
    }
}
