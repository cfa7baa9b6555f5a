using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts.Queries;

/// <summary>In the order in which they are served.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListContracts(string Park, string Microgrid, ContractState? State = null) : IQuery<IReadOnlyList<ListContracts.Item>>, IInPark
{
    public sealed record Item(
        string Code, string Name, string NameZh, int Priority, AllocationRule Rule, ContractState State, DateOnly? From, DateOnly? To, int Members);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListContracts, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListContracts query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<Item>>();
            var contracts = db.Contracts.Where(x => x.MicrogridId == microgrid.Id);
            if (query.State is { } state) contracts = contracts.Where(x => x.State == state);
            return await contracts.OrderBy(x => x.Priority).ThenBy(x => x.Code)
                .Select(x => new Item(
                    x.Code.Value, x.Name.En, x.Name.Zh, x.Priority, x.Rule, x.State, x.Valid.From, x.Valid.To,
                    x.Members.Select(m => m.TenantId).Distinct().Count()))
                .ToListAsync(cancellationToken);
        }
    }
}
