using GreenPark.Application.Features.Attribution;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

/// <summary>What a run's PDFs say beyond its statements: names from the registers, and what changed against the statements it supersedes.</summary>
public static class StatementContexts
{
    /// <param name="before">The final run of the period that this one supersedes, or null.</param>
    public static async Task<StatementContext> StatementContextAsync(this GreenParkDb db, Run run, RunId? before, CancellationToken cancellationToken)
    {
        var microgrid = await db.Microgrids.AsNoTracking().Include(x => x.Units).SingleAsync(x => x.Id == run.MicrogridId, cancellationToken);
        var superseded = before is null ? [] : await db.Statements.Where(x => x.RunId == before).Select(x => x.Json).ToListAsync(cancellationToken);
        return new StatementContext
        {
            MicrogridNameZh = microgrid.Name.Zh,
            Sources = microgrid.Units.ToDictionary(x => x.Code.Value, x => new SourceName(x.Name.En, x.Name.Zh)),
            Corrections = superseded.Select(json => StatementJson.Read(json, "statement.json").Value)
                .ToDictionary(x => x.Member.Code, x => new Correction(run.Reason, x.Figures)),
        };
    }
}
