using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts.Queries;

/// <summary>A contract with its members in register order; a tenant's user sees its own part only.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetContract(string Park, string Microgrid, string Contract) : IQuery<GetContract.Detail>, IInPark
{
    public sealed record Detail(string Code, ContractState State, DateTime? SignedAt, ContractFields Fields, IReadOnlyList<Member> Members, Guid Version);

    public sealed record Member(string Tenant, string Name, string NameZh, ContractMemberFields Fields);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetContract, Detail>
    {
        public async Task<Result<Detail>> Handle(GetContract query, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(query.Park, query.Microgrid, query.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Detail>();
            var (x, microgrid) = found.Value;
            var tenantIds = x.Members.Select(m => m.TenantId).Distinct().ToList();
            var tenants = await db.Tenants.Where(t => tenantIds.Contains(t.Id))
                .Select(t => new { t.Id, t.Code, t.Name }).ToDictionaryAsync(t => t.Id, cancellationToken);
            var order = microgrid.Memberships.GroupBy(m => m.TenantId).ToDictionary(m => m.Key, m => m.Min(y => y.RegisterOrder));
            var sources = microgrid.Units.InOrder().Where(u => x.Sources.Any(s => s.GenerationUnitId == u.Id)).Select(u => u.Code.Value)
                .Concat(x.SharesStorage ? [StorageIsNoNameForAUnit.Reserved] : []);
            var members = x.Members
                .OrderBy(m => order.GetValueOrDefault(m.TenantId, int.MaxValue)).ThenBy(m => tenants[m.TenantId].Code).ThenBy(m => m.Valid.From)
                .Select(m => new Member(
                    tenants[m.TenantId].Code.Value, tenants[m.TenantId].Name.En, tenants[m.TenantId].Name.Zh,
                    new ContractMemberFields(m.SharePpm, m.Tier, m.Valid.From, m.Valid.To)));
            return new Detail(
                x.Code.Value, x.State, x.SignedAt,
                new ContractFields(x.Name.En, x.Name.Zh, x.Priority, x.Rule, [.. sources], x.Valid.From, x.Valid.To), [.. members], x.Version);
        }
    }
}
