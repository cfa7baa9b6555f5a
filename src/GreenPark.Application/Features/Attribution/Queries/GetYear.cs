using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>The final runs of a calendar year with their published figures; a year's figures are the sums of its months' (method page).</summary>
/// <param name="Year">Null: the newest that has a final run.</param>
[Allow(Permission.SeePark)]
public sealed record GetYear(string Park, int? Year = null) : IQuery<GetYear.Shown>, IInPark
{
    /// <param name="Years">Years that have a final run, newest first.</param>
    /// <param name="Months">By first day, then microgrid; a run counts to the month it begins in.</param>
    public sealed record Shown(int? Year, IReadOnlyList<int> Years, IReadOnlyList<Month> Months)
    {
        public long ConsumptionWh => Months.Sum(x => x.ConsumptionWh);
        public long GenerationWh => Months.Sum(x => x.GenerationWh);
        public long AttributedWh => Months.Sum(x => x.AttributedWh);
        public long ExportWh => Months.Sum(x => x.ExportWh);
        public long? MatchedSharePpm => Indicators.Ppm(AttributedWh, ConsumptionWh);
        public long? SelfUsePpm => Indicators.Ppm(Math.Max(0, GenerationWh - ExportWh), AvailableWh);
        public long? ExportSharePpm => Indicators.Ppm(ExportWh, AvailableWh);

        /// <summary>Null where factors of both families were used: those grams do not add up.</summary>
        public long? ReductionG => Family is null ? null : Months.Sum(x => x.ReductionG);
        public string? Family => Months.Select(x => x.Family).Distinct().Take(2).ToList() is [var only] ? only : null;

        private Int128 AvailableWh => Months.Aggregate((Int128)0, (sum, x) => sum + x.GenerationWh + x.CurtailedWh);
    }

    public sealed record Month(
        DateOnly First, string Microgrid, int Run, string Family, long ConsumptionWh, long GenerationWh, long AttributedWh, long ExportWh, long CurtailedWh, long ReductionG);

    internal sealed class Validator : AbstractValidator<GetYear>
    {
        public Validator() => RuleFor(x => x.Year).IsWithin(1, 9998);
    }

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetYear, Shown>
    {
        public async Task<Result<Shown>> Handle(GetYear query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Shown>();
            var final = db.Runs.Where(x => x.ParkId == park.Id && x.State == RunState.Final);
            var starts = await final.Select(x => x.From).Distinct().ToListAsync(cancellationToken);
            int[] years = [.. starts.Select(x => x.Year).Distinct().OrderDescending()];
            var year = query.Year ?? (years.Length == 0 ? (int?)null : years[0]);
            if (year is not (>= 1 and < 9999)) return new Shown(year, years, []);
            var (from, to) = (new DateOnly(year.Value, 1, 1), new DateOnly(year.Value + 1, 1, 1));
            var rows = await (from run in final.Where(x => x.From >= @from && x.From < to)
                              join summary in db.RunSummaries on run.Id equals summary.RunId
                              join microgrid in db.Microgrids on run.MicrogridId equals microgrid.Id
                              orderby run.From, microgrid.Code
                              select new { run.From, run.Number, microgrid.Code, summary.Summary }).ToListAsync(cancellationToken);
            return new Shown(year, years, [.. rows.Select(x => MonthOf(x.From, x.Code.Value, x.Number, RunFigures.Read(x.Summary)))]);
        }

        private static Month MonthOf(DateOnly from, string microgrid, int run, RunFigures figures) => new(
            from.FirstOfMonth(), microgrid, run, figures.Family, figures.Totals.ConsumptionWh, figures.Totals.GenerationWh,
            figures.Totals.AttributedTotalWh, figures.Totals.ExportWh, figures.Totals.CurtailedWh, figures.Totals.ReductionG);
    }
}
