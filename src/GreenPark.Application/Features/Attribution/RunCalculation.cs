using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids.ParkFiles;
using GreenPark.Application.Features.Retention;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>
/// The attribution itself: from the registers and newest readings for a new run, from its stored input for one that has any
/// (then the result is the same again).
/// </summary>
internal sealed class RunCalculation(GreenParkDb db)
{
    public async Task<Result<CalculatedRun>> OfAsync(Run run, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var stored = await db.RunInputs.AsNoTracking().SingleOrDefaultAsync(x => x.RunId == run.Id, cancellationToken);
        if (stored is not null) return await ExecuteAsync(run, stored.ParkJson, stored.Revisions, null, stored.OpensAfter, progress, cancellationToken);
        var opening = await OpeningPool.OfAsync(db, run, cancellationToken);
        var parkJson = await ExportAsync(run, opening?.Pool, cancellationToken);
        return parkJson.IsFailure ? parkJson.To<CalculatedRun>() : await ExecuteAsync(run, parkJson.Value, null, null, opening?.After, progress, cancellationToken);
    }

    /// <summary>What a new run of the period would give with this pool at its beginning and, unless it is null, a change approved. It is stored nowhere.</summary>
    public async Task<Result<CalculatedRun>> IfAsync(Run run, StoragePool? opening, ReadingChangeId? proposed, CancellationToken cancellationToken)
    {
        var parkJson = await ExportAsync(run, opening, cancellationToken);
        return parkJson.IsFailure ? parkJson.To<CalculatedRun>() : await ExecuteAsync(run, parkJson.Value, null, proposed, null, null, cancellationToken);
    }

    /// <summary>The registers of today as the run's canonical <c>park.json</c>.</summary>
    /// <param name="opening">What the run before left; null takes the storage's own opening balance.</param>
    public async Task<Result<byte[]>> ExportAsync(Run run, StoragePool? opening, CancellationToken cancellationToken)
    {
        var microgrid = await db.Microgrids.AsNoTracking().AsSplitQuery()
            .Include(x => x.Units).Include(x => x.Memberships).Include(x => x.FactorChoices).Include(x => x.Storage)
            .SingleAsync(x => x.Id == run.MicrogridId, cancellationToken);
        var balance = opening is { } pool ? new PoolBalance(pool.GreenWh, pool.OtherWh) : (PoolBalance?)null;
        var exported = await new ParkFileExport(db).BuildAsync(microgrid, new DateRange(run.From, run.To), balance, cancellationToken);
        return exported.IsFailure ? exported.To<byte[]>() : exported.Value.Json;
    }

    private async Task<Result<CalculatedRun>> ExecuteAsync(
        Run run, byte[] parkJson, byte[]? revisions, ReadingChangeId? proposed, RunId? opensAfter, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var park = ParkFileReader.Read(parkJson, "park.json");
        if (park.IsFailure) return park.To<CalculatedRun>();
        if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
        var loaded = await RunReadings.LoadAsync(db, run.MicrogridId, park.Value.Microgrid, run.From, run.To, revisions, cancellationToken, proposed);
        if (loaded.IsFailure) return loaded.To<CalculatedRun>();
        var result = AttributionRun.Execute(park.Value, loaded.Value.Readings, progress, cancellationToken);
        return result.IsFailure ? result.To<CalculatedRun>() : new CalculatedRun(
            result.Value, parkJson, loaded.Value.Readings, new InputHashes(Sha256Hex.Of(parkJson), [ReadingsCsv.Sha256(loaded.Value.Readings)]),
            loaded.Value.Revisions, opensAfter);
    }
}
