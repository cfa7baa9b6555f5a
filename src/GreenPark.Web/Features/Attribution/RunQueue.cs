using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Features.Demo;
using Quartz;

namespace GreenPark.Web.Features.Attribution;

/// <summary>
/// Looks every second which runs are unfinished and gives each that has no job one. The table of runs is the queue: whoever
/// requests or finalises a run need do no more, and what an interrupted process left is found again at the next start.
/// </summary>
internal sealed class RunQueue(Sender sender, ISchedulerFactory schedulers, DemoSetUp demo, ILogger<RunQueue> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(5);

    // how often a job of this process has left its run unfinished
    private readonly Dictionary<JobKey, int> tries = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                // the demo's months are worked by the set-up itself
                if (!demo.IsWorking) await ScheduleAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "Unfinished runs could not be scheduled; trying again");
                await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        var unfinished = await sender.Send(new ListUnfinishedRuns(), CurrentUser.System, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var run in unfinished.Value)
        {
            var key = RunJob.KeyOf(run);
            if (await scheduler.GetJobDetail(key, cancellationToken) is not null) continue;
            var trigger = TriggerBuilder.Create<RunJob>().WithIdentity(key.Name, key.Group).StartAt(DateTimeOffset.UtcNow + WaitBefore(key)).Build();
            try
            {
                await scheduler.ScheduleJob(RunJob.Of(run), trigger, cancellationToken: cancellationToken);
                tries[key] = tries.GetValueOrDefault(key) + 1;
                logger.LogInformation("Run {Run} ({State}) is in the queue", run.Id.Value, run.State);
            }
            catch (ObjectAlreadyExistsException)
            {
                // another node was faster
            }
        }
        foreach (var key in tries.Keys.Except(unfinished.Value.Select(RunJob.KeyOf)).ToList()) tries.Remove(key);
    }

    /// <summary>At once the first time; a run whose work keeps breaking off is tried ever more seldom.</summary>
    private TimeSpan WaitBefore(JobKey key)
    {
        var before = tries.GetValueOrDefault(key);
        return before == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(before, 16))));
    }
}
