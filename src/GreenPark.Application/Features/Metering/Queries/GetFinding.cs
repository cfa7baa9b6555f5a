using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>One finding of a microgrid's validations.</summary>
[Allow(Permission.SeePark)]
public sealed record GetFinding(string Park, string Microgrid, int Number) : IQuery<ListFindings.Item>, IShowsTenants, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads) : IQueryHandler<GetFinding, ListFindings.Item>
    {
        public async Task<Result<ListFindings.Item>> Handle(GetFinding query, CancellationToken cancellationToken)
        {
            var found = await db.FindFindingAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var finding)) return found.To<ListFindings.Item>();
            var item = ListFindings.Item.Of(finding);
            await reads.NotePointsAsync(db, DataKind.Findings, finding.MicrogridId, [.. item.Points.Select(Code.Sought)], item.FirstDay, item.LastDay.AddDays(1), cancellationToken);
            return item;
        }
    }
}
