using System.Collections.Immutable;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Parks;
using EngineMicrogrid = GreenPark.Engine.Parks.Microgrid;
using EnginePoint = GreenPark.Engine.Parks.MeteringPoint;

namespace GreenPark.Application.Features.Metering;

/// <summary>What the engine's reader of readings files must know of a microgrid: zone, interval and the codes of its metering points.</summary>
internal static class MeteringShape
{
    public static async Task<EngineMicrogrid> OfAsync(GreenParkDb db, Microgrids.Microgrid microgrid, CancellationToken cancellationToken)
    {
        var codes = await db.MeteringPoints.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id).Select(x => x.Code).Distinct().ToListAsync(cancellationToken);
        return new EngineMicrogrid
        {
            Code = microgrid.Code.Value,
            Name = microgrid.Name.Any,
            TimeZone = microgrid.TimeZone,
            IntervalMinutes = microgrid.IntervalMinutes,
            LossTreatment = LossTreatment.None,
            Sources = [],
            Members = [],
            Contracts = [],
            MeteringPoints = [.. codes.Select(c => new EnginePoint(c.Value, Measurand.Import, ImmutableArray<GreenPark.Engine.Parks.MeteringPart>.Empty, DateRange.Always))],
            Factors = new FactorSet(FactorFamily.Operational, default, null, ""),
        };
    }
}
