namespace GreenPark.Application.Features.Factors.Queries;

/// <summary>One entry: the park's own before the one that all share. The value is in g/kWh.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetFactor(string Code) : IQuery<ListFactors.Item>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetFactor, ListFactors.Item>
    {
        public async Task<Result<ListFactors.Item>> Handle(GetFactor query, CancellationToken cancellationToken)
        {
            var code = Platform.Data.Code.Sought(query.Code);
            return await ListFactors.Items(db, db.FactorEntries.Where(x => x.Code == code && (x.ParkId == null || x.ParkId == user.ParkScope)).OrderByDescending(x => x.ParkId != null))
                .FirstOrDefaultAsync(cancellationToken) is { } factor ? factor : Error.NotFound("factor.not_found", query.Code);
        }
    }
}
