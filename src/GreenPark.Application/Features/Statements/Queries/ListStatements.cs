using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>Newest period first; a tenant's user sees its own only.</summary>
/// <param name="Month">Any day of the month in which the period begins; null is every month.</param>
/// <param name="Run">Of one run, given its microgrid.</param>
/// <param name="Search">Looks into the number, and the tenant's names.</param>
[Allow(Permission.SeeOwn)]
public sealed record ListStatements(
    string Park, string? Microgrid = null, string? Tenant = null, int Skip = 0, int Take = Paging.DefaultTake, DateOnly? Month = null, int? Run = null, string? Search = null)
    : IQuery<Page<ListStatements.Item>>, IPaged, IShowsTenants, IInPark, IInTenant
{
    public sealed record Item(
        string Number, string Microgrid, string Tenant, string TenantName, string TenantNameZh, DateOnly From, DateOnly To, int Run, int Revision,
        bool Superseded, DateTime IssuedAt, string Sha256, string TimeZone)
    {
        public long ConsumptionWh { get; init; }
        public long AttributedWh { get; init; }
        public long? MatchedSharePpm { get; init; }
        public long MarketBasedG { get; init; }

        /// <summary>The market-based figure stays provisional until the certificates are retired.</summary>
        public bool MarketBasedProvisional { get; init; }

        /// <summary>Why it replaces an earlier one, as whoever made the run final said; empty of a first statement.</summary>
        public string Reason { get; init; } = "";

        /// <summary>Number of the one that it replaces, and of the one that replaces it; null where there is none.</summary>
        public string? Replaces { get; init; }
        public string? ReplacedBy { get; init; }

        /// <summary>What the one that it replaces said; null where there is none.</summary>
        public long? ConsumptionBeforeWh { get; init; }
        public long? AttributedBeforeWh { get; init; }

        /// <summary>Of the factors: <c>operational</c> or <c>lifecycle</c>.</summary>
        public string Family { get; init; } = "";
    }

    internal sealed class Validator : AbstractValidator<ListStatements>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, TenantReads reads) : IQueryHandler<ListStatements, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListStatements query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Page<Item>>();
            var rows = from statement in db.Statements.Where(x => x.ParkId == park.Id)
                       join run in db.Runs on statement.RunId equals run.Id
                       join microgrid in db.Microgrids on run.MicrogridId equals microgrid.Id
                       join tenant in db.Tenants on statement.TenantId equals tenant.Id
                       select new { statement, run, microgrid, tenant };
            if (query.Microgrid is { } code && Code.Sought(code) is var sought) rows = rows.Where(x => x.microgrid.Code == sought);
            if (query.Tenant is { } member && Code.Sought(member) is var owner) rows = rows.Where(x => x.tenant.Code == owner);
            if (query.Month is { } month && (month.FirstOfMonth(), month.FirstOfMonth().AddMonths(1)) is var (first, next)) rows = rows.Where(x => x.run.From >= first && x.run.From < next);
            if (query.Run is { } number) rows = rows.Where(x => x.run.Number == number);
            if (Paging.Pattern(query.Search) is { } like)
                rows = rows.Where(x => EF.Functions.Like(x.statement.Number, like, "\\") || EF.Functions.Like(x.tenant.Name.En, like, "\\") || EF.Functions.Like(x.tenant.Name.Zh, like, "\\"));
            var page = await rows.OrderByDescending(x => x.run.From).ThenByDescending(x => x.run.Revision).ThenBy(x => x.statement.LeafIndex).ThenBy(x => x.statement.Id)
                .Select(x => new { x.statement.TenantId, x.statement.Json, Item = new Item(x.statement.Number, x.microgrid.Code.Value, x.tenant.Code.Value, x.tenant.Name.En, x.tenant.Name.Zh, x.run.From, x.run.To,
                    x.run.Number, x.run.Revision, x.run.State == RunState.Superseded, x.statement.IssuedAt, x.statement.Sha256, x.microgrid.TimeZone)
                {
                    Reason = x.run.Revision > 1 ? x.run.Reason : "",
                    ReplacedBy = db.Statements.Where(s => s.TenantId == x.statement.TenantId && db.Runs.Any(r => r.Id == s.RunId && r.Supersedes == x.run.Id)).Select(s => s.Number).FirstOrDefault(),
                } })
                .ToPageAsync(query, cancellationToken);
            foreach (var own in page.Items.GroupBy(x => x.TenantId)) reads.Note(DataKind.Statements, park.Id, [own.Key], own.Min(x => x.Item.From), own.Max(x => x.Item.To));
            if (page.Items.Count == 0) reads.Note(DataKind.Statements, park.Id, []);
            var read = page.Items.Select(x => (x.Item, Says: Read(x.Json))).ToList();
            var replaced = read.Select(x => x.Says.Supersedes).OfType<string>().ToList();
            var before = replaced.Count == 0 ? [] : await db.Statements.Where(x => x.ParkId == park.Id && replaced.Contains(x.Number)).ToDictionaryAsync(x => x.Number, x => x.Json, cancellationToken);
            return new Page<Item>([.. read.Select(x => WithFigures(x.Item, x.Says, x.Says.Supersedes is { } number && before.TryGetValue(number, out var json) ? Read(json) : null))],
                page.Total, page.Skip, page.Take);
        }

        private static Statement Read(byte[] json) => StatementJson.Read(json, "statement.json").Value;

        /// <summary>As the document says them: nothing is calculated a second time.</summary>
        private static Item WithFigures(Item item, Statement s, Statement? before) => item with
        {
            Replaces = before?.Number, ConsumptionBeforeWh = before?.Figures.ConsumptionWh, AttributedBeforeWh = before?.Figures.AttributedTotalWh,
            ConsumptionWh = s.Figures.ConsumptionWh, AttributedWh = s.Figures.AttributedTotalWh, MatchedSharePpm = s.Figures.MatchedSharePpm,
            MarketBasedG = s.Figures.MarketBasedG, MarketBasedProvisional = s.Basis.Certificates != CertificateStatus.Retired, Family = s.Factors.Family,
        };
    }
}
