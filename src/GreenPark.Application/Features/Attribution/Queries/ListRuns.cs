using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>The runs of a park, newest period first, then newest run.</summary>
[Allow(Permission.SeePark)]
public sealed record ListRuns(string Park, string? Microgrid = null, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListRuns.Item>>, IPaged, IInPark
{
    /// <param name="MatchedSharePpm">Attributed over consumption; null without consumption or result.</param>
    public sealed record Item(
        string Microgrid, int Number, DateOnly From, DateOnly To, RunState State, int ProgressPpm, int Revision, string RequestedBy, DateTime RequestedAt,
        long? GenerationWh, long? ConsumptionWh, long? AttributedWh, long? ReductionG)
    {
        public long? MatchedSharePpm => ConsumptionWh is > 0 ? Engine.Results.Indicators.Ppm(AttributedWh!.Value, ConsumptionWh.Value) : null;
    }

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListRuns, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListRuns query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Page<Item>>();
            var rows = from run in db.Runs.Where(x => x.ParkId == park.Id)
                       join microgrid in db.Microgrids on run.MicrogridId equals microgrid.Id
                       join made in db.RunSummaries on run.Id equals made.RunId into summaries
                       from summary in summaries.DefaultIfEmpty()
                       select new { run, microgrid, summary };
            if (query.Microgrid is { } code && Code.Sought(code) is var sought) rows = rows.Where(x => x.microgrid.Code == sought);
            return await rows.OrderByDescending(x => x.run.From).ThenByDescending(x => x.run.Number).ThenBy(x => x.run.Id)
                .Select(x => new Item(x.microgrid.Code.Value, x.run.Number, x.run.From, x.run.To, x.run.State, x.run.ProgressPpm, x.run.Revision,
                    x.run.RequestedBy, x.run.RequestedAt, x.summary == null ? null : x.summary.GenerationWh, x.summary == null ? null : x.summary.ConsumptionWh,
                    x.summary == null ? null : x.summary.AttributedWh, x.summary == null ? null : x.summary.ReductionG))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
