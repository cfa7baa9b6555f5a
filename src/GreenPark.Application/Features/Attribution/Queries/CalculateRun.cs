using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>
/// The attribution itself: from the registers and newest readings for a new run, from its stored input for one that has any
/// (then the result is the same again).
/// </summary>
[Allow(Role.None)]
public sealed record CalculateRun(RunId Id, IProgress<double>? Progress = null) : IQuery<CalculatedRun>
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<CalculateRun, CalculatedRun>
    {
        public async Task<Result<CalculatedRun>> Handle(CalculateRun query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Id, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<CalculatedRun>();
            var stored = await db.RunInputs.AsNoTracking().SingleOrDefaultAsync(x => x.RunId == run.Id, cancellationToken);

            var opening = stored is null ? await OpeningPool.OfAsync(db, run, cancellationToken) : null;
            var parkJson = stored is null ? Result<byte[]>.Success([]) : stored.ParkJson;
            if (stored is null) parkJson = await ParkFileExport.OfAsync(db, run.MicrogridId, run.From, run.To, opening?.Pool, cancellationToken);
            if (parkJson.IsFailure) return parkJson.To<CalculatedRun>();
            var park = ParkFileReader.Read(parkJson.Value, "park.json");
            if (park.IsFailure) return park.To<CalculatedRun>();

            var loaded = await RunReadings.LoadAsync(db, run.MicrogridId, park.Value.Microgrid, run.From, run.To, stored?.Revisions, cancellationToken);
            if (loaded.IsFailure) return loaded.To<CalculatedRun>();
            var result = AttributionRun.Execute(park.Value, loaded.Value.Readings, query.Progress, cancellationToken);
            return result.IsFailure ? result.To<CalculatedRun>() : new CalculatedRun(
                result.Value, parkJson.Value, ReadingsCsv.Write(loaded.Value.Readings), ReadingsCsv.WriteQuality(loaded.Value.Readings),
                loaded.Value.Revisions, stored is null ? opening?.After : stored.OpensAfter);
        }
    }
}
