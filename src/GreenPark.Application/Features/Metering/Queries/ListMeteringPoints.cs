using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>By code; a tenant's user sees its own points, and of their parties itself. The search looks into the code.</summary>
[Allow(Permission.SeeOwn, Permission.SendReadings)]
public sealed record ListMeteringPoints(
    string Park, string Microgrid, Measurand? Measures = null, string? Search = null, int Skip = 0, int Take = Paging.DefaultTake)
    : IQuery<Page<ListMeteringPoints.Item>>, IPaged, IInPark
{
    /// <param name="CountsTo">The parties of the newest period; empty where the point is the microgrid's own.</param>
    public sealed record Item(string Code, Measurand Measures, int Periods, IReadOnlyList<Party> CountsTo);

    public sealed record Party(string Of, string Name, string NameZh, int Sign);

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
            var page = await points.AsNoTracking().AsSplitQuery().Include(x => x.Periods).ThenInclude(x => x.Parts)
                .OrderBy(x => x.Code).ToPageAsync(query, cancellationToken);
            var parties = await PartiesAsync(microgrid, page.Items, cancellationToken);
            return new Page<Item>([.. page.Items.Select(x => ItemOf(x, parties))], page.Total, page.Skip, page.Take);
        }

        /// <summary>Units and the tenants that the user may see, by their ids.</summary>
        private async Task<Dictionary<Guid, (Code Code, BilingualName Name)>> PartiesAsync(
            Microgrid microgrid, IReadOnlyList<MeteringPoint> points, CancellationToken cancellationToken)
        {
            var ids = points.SelectMany(x => x.Periods).SelectMany(x => x.Parts).Select(x => x.Member).OfType<TenantId>().Distinct().ToList();
            var parties = microgrid.Units.ToDictionary(x => x.Id.Value, x => (x.Code, x.Name));
            foreach (var x in await db.Tenants.Where(x => ids.Contains(x.Id)).Select(x => new { x.Id, x.Code, x.Name }).ToListAsync(cancellationToken))
                parties.Add(x.Id.Value, (x.Code, x.Name));
            return parties;
        }

        private static Item ItemOf(MeteringPoint point, Dictionary<Guid, (Code Code, BilingualName Name)> parties) => new(
            point.Code.Value, point.Measures, point.Periods.Count,
            [
                .. from part in point.Periods.MaxBy(x => x.Valid.From ?? DateOnly.MinValue)?.Parts ?? []
                   let id = part.Unit?.Value ?? part.Member!.Value.Value
                   where parties.ContainsKey(id)
                   let party = parties[id]
                   orderby part.Sign descending, party.Code
                   select new Party(party.Code.Value, party.Name.En, party.Name.Zh, part.Sign),
            ]);
    }
}
