using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>What a tenant's statements of a calendar year say, month by month; a tenant's user gets its own only.</summary>
/// <param name="Tenant">Whose; a tenant's user needs none.</param>
/// <param name="Year">Null: the newest that has a statement.</param>
[Allow(Permission.SeeOwn)]
public sealed record GetMemberYear(string Park, string? Tenant = null, int? Year = null) : IQuery<GetMemberYear.Shown>, IShowsTenants, IInPark, IInTenant
{
    public sealed record Shown(int? Year, IReadOnlyList<int> Years, IReadOnlyList<Month> Months)
    {
        public long ConsumptionWh => Months.Sum(x => x.ConsumptionWh);
        public long AttributedWh => Months.Sum(x => x.AttributedWh);
        public long? MatchedSharePpm => Indicators.Ppm(AttributedWh, ConsumptionWh);

        /// <summary>Null where statements use factors of both families: those grams do not add up.</summary>
        public string? Family => Months.Select(x => x.Family).Distinct().Take(2).ToList() is [var only] ? only : null;
        public long? LocationBasedG => Sum(x => x.LocationBasedG);
        public long? MarketBasedG => Sum(x => x.MarketBasedG);
        public long? ReductionG => Sum(x => x.ReductionG);

        private long? Sum(Func<Month, long> grams) => Family is null ? null : Months.Sum(grams);
    }

    /// <param name="MarketBasedProvisional">Its certificates are not retired yet.</param>
    /// <param name="Others">The other members of the microgrid together; null where that would tell of one of them (<see cref="OthersSum"/>).</param>
    public sealed record Month(
        DateOnly First, string Number, string Microgrid, string Family, long ConsumptionWh, long AttributedWh, long? MatchedSharePpm,
        long LocationBasedG, long MarketBasedG, long ReductionG, Together? Others, bool MarketBasedProvisional = false);

    public sealed record Together(long ConsumptionWh, long AttributedWh)
    {
        public long? MatchedSharePpm => Indicators.Ppm(AttributedWh, ConsumptionWh);
    }

    internal sealed class Validator : AbstractValidator<GetMemberYear>
    {
        public Validator() => RuleFor(x => x.Year).IsWithin(1, 9998);
    }

    internal sealed class Handler(GreenParkDb db, TenantReads reads) : IQueryHandler<GetMemberYear, Shown>
    {
        public async Task<Result<Shown>> Handle(GetMemberYear query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Shown>();
            var rows = from statement in db.Statements.Where(x => x.ParkId == park.Id)
                       join run in db.Runs on statement.RunId equals run.Id
                       where run.State == RunState.Final
                       select new { statement, run };
            if (query.Tenant is { } code)
            {
                var owner = await db.TenantIdAsync(park.Id, code, cancellationToken);
                if (!owner.TryGet(out var tenant)) return owner.To<Shown>();
                rows = rows.Where(x => x.statement.TenantId == tenant);
            }
            var starts = await rows.Select(x => x.run.From).Distinct().ToListAsync(cancellationToken);
            int[] years = [.. starts.Select(x => x.Year).Distinct().OrderDescending()];
            var year = query.Year ?? (years.Length == 0 ? (int?)null : years[0]);
            if (year is not (>= 1 and < 9999))
            {
                reads.Note(DataKind.Statements, park.Id, []);
                return new Shown(year, years, []);
            }
            var (from, to) = (new DateOnly(year.Value, 1, 1), new DateOnly(year.Value + 1, 1, 1));
            var documents = await rows.Where(x => x.run.From >= from && x.run.From < to).OrderBy(x => x.run.From).ThenBy(x => x.statement.Number)
                .Select(x => new
                {
                    x.statement.TenantId, x.statement.Json,
                    Others = db.OthersSums.SingleOrDefault(o => o.RunId == x.statement.RunId && o.TenantId == x.statement.TenantId),
                }).ToListAsync(cancellationToken);
            reads.Note(DataKind.Statements, park.Id, documents.Select(x => x.TenantId), from, to);
            return new Shown(year, years, [.. documents.Select(x => MonthOf(StatementJson.Read(x.Json, "statement.json").Value, x.Others))]);
        }

        private static Month MonthOf(Statement s, OthersSum? others) => new(
            s.Period.From.FirstOfMonth(), s.Number, s.MicrogridCode, s.Factors.Family, s.Figures.ConsumptionWh, s.Figures.AttributedTotalWh,
            s.Figures.MatchedSharePpm, s.Figures.LocationBasedG, s.Figures.MarketBasedG, s.Figures.ReductionG,
            others is { ConsumptionWh: { } consumption, AttributedWh: { } attributed } ? new Together(consumption, attributed) : null,
            s.Basis.Certificates != CertificateStatus.Retired);
    }
}
