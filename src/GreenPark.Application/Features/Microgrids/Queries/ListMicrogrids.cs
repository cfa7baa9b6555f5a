using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Microgrids.Queries;

[Allow(Permission.SeeOwn, Permission.SendReadings)]
public sealed record ListMicrogrids(string Park) : IQuery<IReadOnlyList<ListMicrogrids.Item>>, IInPark
{
    public sealed record Item(string Code, string Name, string NameZh, MicrogridType Type, int IntervalMinutes, long? ConnectionCapacityW, int Units, int Members);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListMicrogrids, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListMicrogrids query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            return await db.VisibleMicrogrids(park.Id, user).OrderBy(x => x.Code)
                .Select(x => new Item(
                    x.Code.Value, x.Name.En, x.Name.Zh, x.Type, x.IntervalMinutes, x.ConnectionCapacityW, x.Units.Count,
                    x.Memberships.Select(m => m.TenantId).Distinct().Count()))
                .ToListAsync(cancellationToken);
        }
    }
}
