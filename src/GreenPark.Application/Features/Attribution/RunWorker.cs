using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Statements.Commands;
using GreenPark.Application.Features.Statements.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GreenPark.Application.Features.Attribution;

/// <summary>
/// The work of a run, for whoever drives it (a background job, a test): each step is a message, and the last one stores everything
/// in one transaction. Interrupted anywhere, it is simply done again; the attempt's number keeps a straggler from storing twice.
/// </summary>
public sealed class RunWorker(Sender sender, IServiceScopeFactory scopes, ILogger<RunWorker> logger)
{
    /// <summary>Takes on whatever is to be done for the run in its present state.</summary>
    public async Task WorkAsync(RunId id, RunState state, CancellationToken cancellationToken = default)
    {
        if (state == RunState.Finalising) await IssueAsync(id, cancellationToken);
        else await CalculateAsync(id, cancellationToken);
    }

    private async Task CalculateAsync(RunId id, CancellationToken cancellationToken)
    {
        var started = await sender.Send(new StartRun(id), CurrentUser.System, cancellationToken);
        if (!started.TryGet(out var attempt)) { Tell(id, started.FirstError); return; }
        Result<CalculatedRun> calculated;
        try
        {
            calculated = await sender.Send(new CalculateRun(id, new StoredProgress(scopes, id, attempt)), CurrentUser.System, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // a bug must not make the queue try the same run at every start
            logger.LogError(fault, "Run {Run} broke off", id.Value);
            calculated = Error.RuleBroken("run.broke_off");
        }
        var stored = calculated.IsSuccess
            ? await sender.Send(new CompleteRun(id, attempt, calculated.Value), CurrentUser.System, cancellationToken)
            : await sender.Send(new FailRun(id, attempt, calculated.Errors, calculated.ErrorCount), CurrentUser.System, cancellationToken);
        if (stored.IsFailure) Tell(id, stored.FirstError);
    }

    private async Task IssueAsync(RunId id, CancellationToken cancellationToken)
    {
        var started = await sender.Send(new StartIssue(id), CurrentUser.System, cancellationToken);
        if (!started.TryGet(out var attempt)) { Tell(id, started.FirstError); return; }
        var calculated = await sender.Send(new CalculateRun(id, new StoredProgress(scopes, id, attempt)), CurrentUser.System, cancellationToken);
        if (calculated.IsFailure) { Tell(id, calculated.FirstError); return; }
        var issued = await sender.Send(new PrepareIssue(id, calculated.Value), CurrentUser.System, cancellationToken);
        if (issued.IsFailure) { Tell(id, issued.FirstError); return; }
        var stored = await sender.Send(new CompleteIssue(id, attempt, issued.Value), CurrentUser.System, cancellationToken);
        if (stored.IsFailure) Tell(id, stored.FirstError);
    }

    private void Tell(RunId id, Error error) => logger.LogWarning("Run {Run}: {Error}", id.Value, ErrorResources.Texts.Text(error));

    /// <summary>Progress as a column that every page can read, at most twice a second and outside any transaction.</summary>
    private sealed class StoredProgress(IServiceScopeFactory scopes, RunId id, int attempt) : IProgress<double>
    {
        private long last = TimeProvider.System.GetTimestamp();

        public void Report(double value)
        {
            if (TimeProvider.System.GetElapsedTime(last) < TimeSpan.FromMilliseconds(500)) return;
            last = TimeProvider.System.GetTimestamp();
            using var scope = scopes.CreateScope();
            var ppm = (int)(value * 1_000_000);
            scope.ServiceProvider.GetRequiredService<GreenParkDb>().Runs.IgnoreQueryFilters()
                .Where(x => x.Id == id && x.Attempt == attempt).ExecuteUpdate(x => x.SetProperty(r => r.ProgressPpm, ppm));
        }
    }
}
