namespace GreenPark.Application.Features.Factors.Queries;

/// <summary>The library and the own entries of the park, by region, then newest year first. Superseded entries stay visible on request.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListFactors(
    string? Region = null, int? Year = null, FactorKind? Kind = null, FactorFamily? Family = null, bool WithSuperseded = false,
    int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListFactors.Item>>, IPaged
{
    /// <param name="Park">Code of the park whose own entry it is; null where all parks share it.</param>
    /// <param name="Value">Units of 0.0001 g/kWh; see <see cref="EmissionFactor"/>.</param>
    public sealed record Item(
        string Code, FactorScope Scope, string Region, string Name, string NameZh, int Year, FactorKind Kind, FactorFamily Family,
        EmissionFactor Value, string Publisher, string Source, FactorConfidence Confidence, string? Supersedes, bool IsSuperseded, string? Park);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListFactors, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListFactors query, CancellationToken cancellationToken)
        {
            var entries = db.FactorEntries.AsQueryable();
            if (!string.IsNullOrEmpty(query.Region))
            {
                var region = Code.Sought(query.Region);
                entries = entries.Where(x => x.Region == region);
            }
            if (query.Year is { } year) entries = entries.Where(x => x.Year == year);
            if (query.Kind is { } kind) entries = entries.Where(x => x.Kind == kind);
            if (query.Family is { } family) entries = entries.Where(x => x.Family == family);
            if (!query.WithSuperseded) entries = entries.Where(x => !db.FactorEntries.Any(y => y.SupersedesId == x.Id));
            return await Items(db, entries.OrderBy(x => x.Region).ThenByDescending(x => x.Year).ThenBy(x => x.Code).ThenBy(x => x.Id)).ToPageAsync(query, cancellationToken);
        }
    }

    internal static IQueryable<Item> Items(GreenParkDb db, IQueryable<FactorEntry> entries) => entries.Select(x => new Item(
        x.Code.Value, x.Scope, x.Region.Value, x.Name.En, x.Name.Zh, x.Year, x.Kind, x.Family, x.Value, x.Publisher, x.Source, x.Confidence,
        db.FactorEntries.Where(y => y.Id == x.SupersedesId).Select(y => y.Code.Value).FirstOrDefault(),
        db.FactorEntries.Any(y => y.SupersedesId == x.Id),
        db.Parks.Where(p => p.Id == x.ParkId).Select(p => p.Code.Value).FirstOrDefault()));
}
