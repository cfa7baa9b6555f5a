namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>One finding of a microgrid's validations.</summary>
[Allow(Permission.SeePark)]
public sealed record GetFinding(string Park, string Microgrid, int Number) : IQuery<ListFindings.Item>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetFinding, ListFindings.Item>
    {
        public async Task<Result<ListFindings.Item>> Handle(GetFinding query, CancellationToken cancellationToken)
        {
            var found = await db.FindFindingAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            return found.TryGet(out var finding) ? ListFindings.Item.Of(finding) : found.To<ListFindings.Item>();
        }
    }
}
