namespace GreenPark.Application.Features.Microgrids.Queries;

/// <summary>A microgrid with its registers in register order; a tenant's user sees its own membership only.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetMicrogrid(string Park, string Microgrid) : IQuery<GetMicrogrid.Detail>, IInPark
{
    public sealed record Detail(
        string Code, MicrogridType Type, int IntervalMinutes, string TimeZone, FactorFamily FactorFamily, MicrogridFields Fields,
        IReadOnlyList<Unit> Units, StorageItem? Storage, IReadOnlyList<Member> Members, IReadOnlyList<Factors> FactorChoices, bool FourEyes, Guid Version);

    public sealed record Unit(string Code, UnitFields Fields);

    public sealed record StorageItem(int EfficiencyPpm, long CapacityWh, long PowerW, long OpeningGreenWh, long OpeningOtherWh, decimal Factor);

    public sealed record Member(string Tenant, string Name, string NameZh, int RegisterOrder, DateOnly? From, DateOnly? To);

    public sealed record Factors(DateOnly From, string GridAverage, string? Residual);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetMicrogrid, Detail>
    {
        public async Task<Result<Detail>> Handle(GetMicrogrid query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var x)) return found.To<Detail>();
            var members = await Members(x.Id).ToListAsync(cancellationToken);
            var factors = await Choices(x.Id).ToListAsync(cancellationToken);
            var storage = x.Storage is { } s
                ? new StorageItem(s.EfficiencyPpm, s.CapacityWh, s.PowerW, s.OpeningGreenWh, s.OpeningOtherWh, s.Factor.Grams) : null;
            return new Detail(
                x.Code.Value, x.Type, x.IntervalMinutes, x.TimeZone, x.FactorFamily, FieldsOf(x), [.. x.Units.InOrder().Select(UnitOf)],
                storage, members, factors, x.FourEyes, x.Version);
        }

        private IQueryable<Member> Members(MicrogridId microgrid) =>
            from membership in db.Memberships
            join tenant in db.Tenants on membership.TenantId equals tenant.Id
            where membership.MicrogridId == microgrid
            orderby membership.RegisterOrder, tenant.Code, membership.Valid.From
            select new Member(tenant.Code.Value, tenant.Name.En, tenant.Name.Zh, membership.RegisterOrder, membership.Valid.From, membership.Valid.To);

        private IQueryable<Factors> Choices(MicrogridId microgrid) => db.Set<FactorChoice>()
            .Where(x => x.MicrogridId == microgrid)
            .OrderBy(x => x.From)
            .Select(x => new Factors(
                x.From,
                db.FactorEntries.Single(f => f.Id == x.GridAverageId).Code.Value,
                db.FactorEntries.Where(f => f.Id == x.ResidualId).Select(f => f.Code.Value).FirstOrDefault()));

        private static MicrogridFields FieldsOf(Microgrid x) => new(
            x.Name.En, x.Name.Zh, x.Responsible.Name, x.Responsible.NameZh, x.ResponsibleCreditCode?.Value ?? "",
            x.ConnectionCapacityW, x.LossTreatment, x.LocationBasis, x.BalanceTolerancePpm);

        private static Unit UnitOf(GenerationUnit x) => new(
            x.Code.Value, new UnitFields(x.Name.En, x.Name.Zh, x.Technology, x.CapacityW, x.Factor.Grams, x.RegisterOrder, x.Valid.From, x.Valid.To));
    }
}
