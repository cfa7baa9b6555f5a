using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>The changes of a microgrid's readings, newest first, those of one state or all.</summary>
[Allow(Permission.SeePark)]
public sealed record ListChanges(string Park, string Microgrid, ChangeState? State = null, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListChanges.Item>>, IPaged, IInPark
{
    /// <param name="Days">Days of metering points.</param>
    public sealed record Item(
        int Number, ChangeKind Kind, ChangeState State, string Reason, string ProposedBy, DateTime ProposedAt, string DecidedBy, DateTime? DecidedAt, DateOnly From, DateOnly To, int Days);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListChanges, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListChanges query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Page<Item>>();
            var changes = db.ReadingChanges.Where(x => x.MicrogridId == microgrid);
            if (query.State is { } state) changes = changes.Where(x => x.State == state);
            return await changes.OrderByDescending(x => x.Number)
                .Select(x => new Item(x.Number, x.Kind, x.State, x.Reason, x.ProposedBy, x.ProposedAt, x.DecidedBy, x.DecidedAt, x.From, x.To, x.Days))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
