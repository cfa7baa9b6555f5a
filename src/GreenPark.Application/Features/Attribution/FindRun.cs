using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

internal static class FindRun
{
    public static async Task<Result<Run>> FindRunAsync(this GreenParkDb db, RunId id, CancellationToken cancellationToken) =>
        await db.Runs.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } run ? run : Error.NotFound("run.not_found", "");

    /// <summary>A run by what people call it: park, microgrid, number.</summary>
    public static async Task<Result<Run>> FindRunAsync(this GreenParkDb db, string park, string microgrid, int number, CurrentUser user, CancellationToken cancellationToken)
    {
        var found = await db.MicrogridIdAsync(park, microgrid, user, cancellationToken);
        if (!found.TryGet(out var owner)) return found.To<Run>();
        return await db.Runs.SingleOrDefaultAsync(x => x.MicrogridId == owner && x.Number == number, cancellationToken) is { } run
            ? run : Error.NotFound("run.not_found", number);
    }

    /// <summary>The run whose documents count for a period that begins on a day: the final one, else none.</summary>
    public static Task<Run?> FinalRunOfAsync(this GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        db.Runs.SingleOrDefaultAsync(x => x.MicrogridId == microgrid && x.From == from && x.To == to && x.State == RunState.Final, cancellationToken);
}
