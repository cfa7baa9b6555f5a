namespace GreenPark.Application.Features.Factors.Queries;

/// <summary>One entry of the library. The value is in g/kWh.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetFactor(string Code) : IQuery<ListFactors.Item>
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetFactor, ListFactors.Item>
    {
        public async Task<Result<ListFactors.Item>> Handle(GetFactor query, CancellationToken cancellationToken)
        {
            var code = Platform.Data.Code.Sought(query.Code);
            return await db.FactorEntries.Where(x => x.Code == code)
                .Select(x => new ListFactors.Item(
                    x.Code.Value, x.Scope, x.Region.Value, x.Name.En, x.Name.Zh, x.Year, x.Kind, x.Family, x.Value, x.Publisher, x.Source, x.Confidence,
                    db.FactorEntries.Where(y => y.Id == x.SupersedesId).Select(y => y.Code.Value).FirstOrDefault(),
                    db.FactorEntries.Any(y => y.SupersedesId == x.Id)))
                .SingleOrDefaultAsync(cancellationToken) is { } factor ? factor : Error.NotFound("factor.not_found", query.Code);
        }
    }
}
