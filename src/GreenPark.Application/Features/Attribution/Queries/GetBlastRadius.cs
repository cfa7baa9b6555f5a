using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

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
            if (!sought.TryGet(out var change)) return sought.To<BlastRadius>();
            return await db.RetiredErrorAsync(microgrid, change.From, change.To, cancellationToken) is { } retired ? retired
                : await calculations.DoAsync<BlastRadius>(async () => await new BlastRadiusCalculation(db).OfAsync(change, cancellationToken), cancellationToken);
        }
    }
}
