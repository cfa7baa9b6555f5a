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
        await ToTheEndAsync(id, attempt, Error.RuleBroken("run.broke_off"), async () =>
        {
            var calculated = await sender.Send(new CalculateRun(id, new StoredProgress(scopes, logger, id, attempt)), CurrentUser.System, cancellationToken);
            return calculated.IsSuccess
                ? await sender.Send(new CompleteRun(id, attempt, calculated.Value), CurrentUser.System, cancellationToken) : calculated.To<Done>();
        }, cancellationToken);
    }

    private async Task IssueAsync(RunId id, CancellationToken cancellationToken)
    {
        var started = await sender.Send(new StartIssue(id), CurrentUser.System, cancellationToken);
        if (!started.TryGet(out var attempt)) { Tell(id, started.FirstError); return; }
        await ToTheEndAsync(id, attempt, Error.RuleBroken("run.issue_broke_off"), async () =>
        {
            var calculated = await sender.Send(new CalculateRun(id, new StoredProgress(scopes, logger, id, attempt)), CurrentUser.System, cancellationToken);
            if (calculated.IsFailure) return calculated.To<Done>();
            var prepared = await sender.Send(new PrepareIssue(id, calculated.Value), CurrentUser.System, cancellationToken);
            return prepared.IsSuccess
                ? await sender.Send(new CompleteIssue(id, attempt, prepared.Value), CurrentUser.System, cancellationToken) : prepared.To<Done>();
        }, cancellationToken);
    }

    /// <summary>Whatever goes wrong is kept with the run, so that its users are told; a bug is logged as well.</summary>
    private async Task ToTheEndAsync(RunId id, int attempt, Error brokeOff, Func<Task<Result<Done>>> work, CancellationToken cancellationToken)
    {
        Result<Done> done;
        try
        {
            done = await work();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "Run {Run} broke off", id.Value);
            done = brokeOff;
        }
        if (done.IsSuccess) return;
        Tell(id, done.FirstError);
        var kept = await sender.Send(new FailRun(id, attempt, done.Errors, done.ErrorCount), CurrentUser.System, cancellationToken);
        if (kept.IsFailure) Tell(id, kept.FirstError);
    }

    private void Tell(RunId id, Error error) => logger.LogWarning("Run {Run}: {Error}", id.Value, ErrorResources.Texts.Text(error));

    /// <summary>
    /// Progress as a column that every page can read, at most twice a second and outside any transaction. A database that is busy
    /// with something else does not stop the work.
    /// </summary>
    private sealed class StoredProgress(IServiceScopeFactory scopes, ILogger logger, RunId id, int attempt) : IProgress<double>
    {
        private long last = TimeProvider.System.GetTimestamp();

        public void Report(double value)
        {
            if (TimeProvider.System.GetElapsedTime(last) < TimeSpan.FromMilliseconds(500)) return;
            last = TimeProvider.System.GetTimestamp();
            var ppm = (int)(value * 1_000_000);
            try
            {
                using var scope = scopes.CreateScope();
                scope.ServiceProvider.GetRequiredService<MessageScope>().Begin(CurrentUser.System, null);
                scope.ServiceProvider.GetRequiredService<GreenParkDb>().Runs
                    .Where(x => x.Id == id && x.Attempt == attempt).ExecuteUpdate(x => x.SetProperty(r => r.ProgressPpm, ppm));
            }
            catch (Exception fault)
            {
                logger.LogWarning(fault, "Run {Run}: progress could not be stored", id.Value);
            }
        }
    }
}
