using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Queries;

/// <summary>
/// What the day's work is: each kind of the installation, and each park's own. Nothing where the audit record has no entry of the weeks before
/// today: either nobody works here and nothing is in a hurry, or the clock has jumped ahead and would have young data taken for old.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record ListRetentionWork : IQuery<IReadOnlyList<ListRetentionWork.Item>>
{
    /// <param name="Of">Null for kinds of no park.</param>
    public sealed record Item(RetentionKind Kind, ParkId? Of);

    private const int Weeks = 8;

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<ListRetentionWork, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListRetentionWork query, CancellationToken cancellationToken)
        {
            var today = clock.UtcNow().Date;
            if (!await db.AuditRecords.AnyAsync(x => x.At < today && x.At >= today.AddDays(-7 * Weeks), cancellationToken)) return new List<Item>();
            var parks = await db.Parks.OrderBy(x => x.Id).Select(x => x.Id).ToListAsync(cancellationToken);
            return Enum.GetValues<RetentionKind>().SelectMany(kind => RetentionOptions.IsOfParks(kind) ? parks.Select(park => new Item(kind, park)) : [new Item(kind, null)]).ToList();
        }
    }
}
