using System.Text.Json;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>A run with its published figures; while it works, with its progress; when it failed, with the reasons.</summary>
[Allow(Permission.SeePark)]
public sealed record GetRun(string Park, string Microgrid, int Number) : IQuery<GetRun.Shown>, IShowsTenants, IInPark
{
    /// <param name="Summary">The text of <c>summary.json</c>, or null without a result.</param>
    /// <param name="Errors">Why it failed, at most a hundred; <paramref name="ErrorCount"/> counts all.</param>
    /// <param name="Supersedes">Number of the final run that this one replaced.</param>
    /// <param name="SupersededBy">Number of the run that replaced this one.</param>
    /// <param name="Retired">What of its period was removed: its figures by interval, files and pack are gone; null where nothing was.</param>
    /// <param name="FinalRun">Number of the run by which this very period is final now; finalising another one supersedes it.</param>
    public sealed record Shown(
        RunId Id, Guid Version, string Microgrid, int Number, DateOnly From, DateOnly To, RunState State, int ProgressPpm, int Revision, int? Supersedes, string Reason,
        string RequestedBy, DateTime RequestedAt, DateTime? FinishedAt, string FinalisedBy, DateTime? FinalisedAt,
        string? Summary, string? ParkSha256, string? ReadingsSha256, string? RevisionsSha256, IReadOnlyList<Error> Errors, int ErrorCount, bool HasPack,
        int? SupersededBy, int? FinalRun, RetiredDays? Retired = null);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads) : IQueryHandler<GetRun, Shown>
    {
        public async Task<Result<Shown>> Handle(GetRun query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Shown>();
            var summary = await db.RunSummaries.Where(x => x.RunId == run.Id).Select(x => x.Summary).SingleOrDefaultAsync(cancellationToken);
            var input = await db.RunInputs.Where(x => x.RunId == run.Id).Select(x => new { x.ParkSha256, x.ReadingsSha256, x.RevisionsSha256 }).SingleOrDefaultAsync(cancellationToken);
            var before = run.Supersedes is { } id ? await db.Runs.Where(x => x.Id == id).Select(x => (int?)x.Number).SingleOrDefaultAsync(cancellationToken) : null;
            var after = await db.Runs.Where(x => x.Supersedes == run.Id && (x.State == RunState.Final || x.State == RunState.Superseded)).Select(x => (int?)x.Number).SingleOrDefaultAsync(cancellationToken);
            var final = await db.FinalRunOfAsync(run.MicrogridId, run.From, run.To, cancellationToken);
            await reads.NoteRunAsync(db, DataKind.Totals, run, cancellationToken);
            var failure = run.Failure.Length == 0 ? null : JsonSerializer.Deserialize<RunFailure>(run.Failure);
            return new Shown(
                run.Id, run.Version, query.Microgrid, run.Number, run.From, run.To, run.State, run.ProgressPpm, run.Revision, before, run.Reason,
                run.RequestedBy, run.RequestedAt, run.FinishedAt, run.FinalisedBy, run.FinalisedAt,
                summary is null ? null : System.Text.Encoding.UTF8.GetString(summary), input?.ParkSha256, input?.ReadingsSha256,
                input?.RevisionsSha256, failure?.ToErrors() ?? [], failure?.Count ?? 0, await db.AuditPacks.AnyAsync(x => x.RunId == run.Id, cancellationToken), after, final?.Number,
                await db.RetiredOfAsync(run.MicrogridId, run.From, run.To, cancellationToken));
        }
    }
}
