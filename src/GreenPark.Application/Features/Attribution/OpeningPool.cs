using GreenPark.Engine.Attribution;

namespace GreenPark.Application.Features.Attribution;

/// <summary>
/// "A run opens with the closing pool of the run before it" (method page): the final one that ends where it begins, else the newest
/// provisional one that does, else, after days without a run, the last final one. What a pool held is never counted twice.
/// </summary>
internal sealed record OpeningPool(RunId After, bool IsFinal, StoragePool Pool)
{
    /// <summary>Null where no run came before: then the storage's own opening balance counts.</summary>
    public static async Task<OpeningPool?> OfAsync(GreenParkDb db, Run run, CancellationToken cancellationToken) =>
        await (from x in db.Runs
               join summary in db.RunSummaries on x.Id equals summary.RunId
               where x.MicrogridId == run.MicrogridId && x.To <= run.From
               let isFinal = x.State == RunState.Final || x.State == RunState.Finalising
               where isFinal || (x.State == RunState.Provisional && x.To == run.From)
               orderby x.To descending, isFinal descending, x.Number descending
               select new OpeningPool(x.Id, isFinal, new StoragePool(summary.PoolGreenWh, summary.PoolOtherWh))).FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The next final run (of two, the one that is issued to supersede the other), if what it opened with does not come from this period,
    /// in whatever revision: were this one final as well, the pool would be counted twice. Provisional runs between them hand the pool on.
    /// </summary>
    public static async Task<(int Number, DateOnly From, DateOnly To)?> NextThatOpenedOtherwiseAsync(GreenParkDb db, Run run, CancellationToken cancellationToken)
    {
        var next = await Links(db).Where(x => x.Run.MicrogridId == run.MicrogridId && x.Run.From >= run.To && (x.Run.State == RunState.Final || x.Run.State == RunState.Finalising))
            .OrderBy(x => x.Run.From).ThenByDescending(x => x.Run.Revision).FirstOrDefaultAsync(cancellationToken);
        if (next is null) return null;
        for (var opener = next.OpensAfter; opener is not null;)
        {
            var link = await Links(db).SingleAsync(x => x.Run.Id == opener, cancellationToken);
            if ((link.Run.From, link.Run.To) == (run.From, run.To)) return null;
            opener = link.Run.From < run.From ? null : link.OpensAfter;
        }
        return (next.Run.Number, next.Run.From, next.Run.To);
    }

    private static IQueryable<Link> Links(GreenParkDb db) => from run in db.Runs.AsNoTracking() join input in db.RunInputs on run.Id equals input.RunId select new Link { Run = run, OpensAfter = input.OpensAfter };

    private sealed class Link
    {
        public required Run Run { get; init; }
        public RunId? OpensAfter { get; init; }
    }
}
