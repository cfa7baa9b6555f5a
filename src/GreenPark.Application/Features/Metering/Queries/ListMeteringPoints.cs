using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>By code; a tenant user sees its own points. The search looks into the code.</summary>
[Allow(Role.Everyone | Role.MeterGateway)]
public sealed record ListMeteringPoints(
    string Park, string Microgrid, Measurand? Measures = null, string? Search = null, int Skip = 0, int Take = Paging.DefaultTake)
    : IQuery<Page<ListMeteringPoints.Item>>, IPaged
{
    public sealed record Item(string Code, Measurand Measures, int Periods);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListMeteringPoints, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListMeteringPoints query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Page<Item>>();
            var points = db.VisiblePoints(microgrid.Id, user);
            if (query.Measures is { } measures) points = points.Where(x => x.Measures == measures);
            if (Paging.Pattern(query.Search) is { } pattern)
                points = points.Where(x => EF.Functions.Like(EF.Property<string>(x, CodeMapping.KeyColumn), pattern.ToUpperInvariant(), "\\"));
            return await points.OrderBy(x => x.Code).Select(x => new Item(x.Code.Value, x.Measures, x.Periods.Count)).ToPageAsync(query, cancellationToken);
        }
    }
}
