using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>Each member's day totals of a run; a tenant's user gets its own, and of runs that count only.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetMemberDays(string Park, string Microgrid, int Number) : IQuery<IReadOnlyList<GetMemberDays.Item>>, IShowsTenants, IInPark
{
    public sealed record Item(string Tenant, string Name, string NameZh, DateOnly Day, long ConsumptionWh, long AttributedWh);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads) : IQueryHandler<GetMemberDays, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(GetMemberDays query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<IReadOnlyList<Item>>();
            if (user.TenantScope is not null && run.State is not (RunState.Final or RunState.Superseded)) return Error.NotFound("run.not_found", query.Number);
            if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
            await reads.NoteRunAsync(db, DataKind.Totals, run, cancellationToken);
            return await (from day in db.MemberDays.Where(x => x.RunId == run.Id)
                          join tenant in db.Tenants on day.TenantId equals tenant.Id
                          orderby tenant.Code, day.Day
                          select new Item(tenant.Code.Value, tenant.Name.En, tenant.Name.Zh, day.Day, day.ConsumptionWh, day.AttributedWh)).ToListAsync(cancellationToken);
        }
    }
}
