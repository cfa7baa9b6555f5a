namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>What a restarted process must take up again, oldest first.</summary>
[Allow(Permission.SystemOnly)]
public sealed record ListUnfinishedRuns : IQuery<IReadOnlyList<ListUnfinishedRuns.Item>>
{
    public sealed record Item(RunId Id, RunState State);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListUnfinishedRuns, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListUnfinishedRuns query, CancellationToken cancellationToken) =>
            await db.Runs.Where(x => x.State == RunState.Queued || x.State == RunState.Running || x.State == RunState.Finalising)
                .OrderBy(x => x.RequestedAt).ThenBy(x => x.Number).Select(x => new Item(x.Id, x.State)).ToListAsync(cancellationToken);
    }
}
