using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids.ParkFiles;
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
        var opening = stored is null ? await OpeningPool.OfAsync(db, run, cancellationToken) : null;
        var parkJson = stored is not null ? Result<byte[]>.Success(stored.ParkJson)
            : await ExportAsync(run, opening, cancellationToken);
        if (parkJson.IsFailure) return parkJson.To<CalculatedRun>();
        var park = ParkFileReader.Read(parkJson.Value, "park.json");
        if (park.IsFailure) return park.To<CalculatedRun>();

        var loaded = await RunReadings.LoadAsync(db, run.MicrogridId, park.Value.Microgrid, run.From, run.To, stored?.Revisions, cancellationToken);
        if (loaded.IsFailure) return loaded.To<CalculatedRun>();
        var result = AttributionRun.Execute(park.Value, loaded.Value.Readings, progress, cancellationToken);
        return result.IsFailure ? result.To<CalculatedRun>() : new CalculatedRun(
            result.Value, parkJson.Value, loaded.Value.Readings, new InputHashes(Sha256Hex.Of(parkJson.Value), [ReadingsCsv.Sha256(loaded.Value.Readings)]),
            loaded.Value.Revisions, stored is null ? opening?.After : stored.OpensAfter);
    }

    /// <summary>The registers of today as the run's canonical <c>park.json</c>.</summary>
    public async Task<Result<byte[]>> ExportAsync(Run run, OpeningPool? opening, CancellationToken cancellationToken)
    {
        var microgrid = await db.Microgrids.AsNoTracking().AsSplitQuery()
            .Include(x => x.Units).Include(x => x.Memberships).Include(x => x.FactorChoices).Include(x => x.Storage)
            .SingleAsync(x => x.Id == run.MicrogridId, cancellationToken);
        var balance = opening is null ? (PoolBalance?)null : new PoolBalance(opening.Pool.GreenWh, opening.Pool.OtherWh);
        var exported = await new ParkFileExport(db).BuildAsync(microgrid, new DateRange(run.From, run.To), balance, cancellationToken);
        return exported.IsFailure ? exported.To<byte[]>() : exported.Value.Json;
    }
}
