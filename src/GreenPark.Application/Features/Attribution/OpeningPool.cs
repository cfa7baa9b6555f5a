using GreenPark.Engine.Attribution;

namespace GreenPark.Application.Features.Attribution;

/// <summary>"A run opens with the closing pool of the run before it" (method page): of the final one, else of the newest provisional one.</summary>
internal sealed record OpeningPool(RunId After, StoragePool Pool)
{
    /// <summary>Null where no run ends where this one begins: then the storage's own opening balance counts.</summary>
    public static async Task<OpeningPool?> OfAsync(GreenParkDb db, Run run, CancellationToken cancellationToken)
    {
        var before = await db.Runs.AsNoTracking()
            .Where(x => x.MicrogridId == run.MicrogridId && x.To == run.From && (x.State == RunState.Final || x.State == RunState.Finalising || x.State == RunState.Provisional))
            .Join(db.RunSummaries, x => x.Id, s => s.RunId, (x, s) => new { x.Id, x.State, x.Number, s.PoolGreenWh, s.PoolOtherWh })
            .ToListAsync(cancellationToken);
        var chosen = before.OrderBy(x => x.State == RunState.Provisional).ThenByDescending(x => x.Number).FirstOrDefault();
        return chosen is null ? null : new OpeningPool(chosen.Id, new StoragePool(chosen.PoolGreenWh, chosen.PoolOtherWh));
    }
}
