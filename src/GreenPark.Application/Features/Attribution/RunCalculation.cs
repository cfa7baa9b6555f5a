using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

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
            : await ParkFileExport.OfAsync(db, run.MicrogridId, run.From, run.To, opening?.Pool, cancellationToken);
        if (parkJson.IsFailure) return parkJson.To<CalculatedRun>();
        var park = ParkFileReader.Read(parkJson.Value, "park.json");
        if (park.IsFailure) return park.To<CalculatedRun>();

        var loaded = await RunReadings.LoadAsync(db, run.MicrogridId, park.Value.Microgrid, run.From, run.To, stored?.Revisions, cancellationToken);
        if (loaded.IsFailure) return loaded.To<CalculatedRun>();
        var result = AttributionRun.Execute(park.Value, loaded.Value.Readings, progress, cancellationToken);
        return result.IsFailure ? result.To<CalculatedRun>() : new CalculatedRun(
            result.Value, parkJson.Value, ReadingsCsv.Write(loaded.Value.Readings), ReadingsCsv.WriteQuality(loaded.Value.Readings),
            loaded.Value.Revisions, stored is null ? opening?.After : stored.OpensAfter);
    }
}
