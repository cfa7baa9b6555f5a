using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

/// <summary>The runs along which other readings are felt: what is final, and what handed a storage pool on to it.</summary>
internal sealed class ReachableRuns(GreenParkDb db)
{
    private sealed record Made(Run Run, RunId? OpensAfter);

    /// <summary>
    /// The run that counts for each final period from a day on, oldest first: while a superseding one is issued, that one. Between them
    /// the provisional runs whose pool a final one opened with, as months that are put in order from the last to the first have.
    /// </summary>
    public async Task<IReadOnlyList<Run>> OfAsync(MicrogridId microgrid, DateOnly first, CancellationToken cancellationToken)
    {
        var made = (await (from run in db.Runs.AsNoTracking()
                           join input in db.RunInputs on run.Id equals input.RunId
                           where run.MicrogridId == microgrid && run.To > first
                               && (run.State == RunState.Final || run.State == RunState.Finalising || run.State == RunState.Provisional)
                           select new { Run = run, input.OpensAfter }).ToListAsync(cancellationToken))
            .ToDictionary(x => x.Run.Id, x => new Made(x.Run, x.OpensAfter));
        var final = made.Values.Where(x => x.Run.State != RunState.Provisional).GroupBy(x => x.Run.From).Select(x => x.MaxBy(y => y.Run.Revision)!).ToList();
        var between = final.SelectMany(x => Openers(x, made).TakeWhile(opener => !final.Any(y => y.Run.From < opener.To && y.Run.To > opener.From)));
        return [.. final.Select(x => x.Run).Concat(between).Distinct().OrderBy(x => x.From)];
    }

    private static IEnumerable<Run> Openers(Made of, Dictionary<RunId, Made> made)
    {
        while (of.OpensAfter is { } id && made.TryGetValue(id, out var opener) && opener.Run.State == RunState.Provisional)
        {
            yield return opener.Run;
            of = opener;
        }
    }
}
