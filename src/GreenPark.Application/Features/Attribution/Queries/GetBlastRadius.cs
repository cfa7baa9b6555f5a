using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>Which final runs, statements and packs a change of readings touches, and by how much; calculated, and stored nowhere.</summary>
[Allow(Permission.SeePark)]
public sealed record GetBlastRadius(string Park, string Microgrid, int Number) : IQuery<BlastRadius>, IInPark
{
    internal sealed class Handler(GreenParkDb db, WaitedCalculations calculations, CurrentUser user) : IQueryHandler<GetBlastRadius, BlastRadius>
    {
        public async Task<Result<BlastRadius>> Handle(GetBlastRadius query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<BlastRadius>();
            var sought = await db.FindChangeAsync(microgrid, query.Number, cancellationToken);
            return sought.TryGet(out var change)
                ? await calculations.DoAsync<BlastRadius>(async () => await new BlastRadiusCalculation(db).OfAsync(change, cancellationToken), cancellationToken)
                : sought.To<BlastRadius>();
        }
    }
}
