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
}
