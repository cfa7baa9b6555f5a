using GreenPark.Application.Features.Retention.Commands;
using GreenPark.Application.Features.Retention.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Features.Demo;

namespace GreenPark.Web.Features.Retention;

/// <summary>
/// Has removed what is older than its period, at the start and once on each day (UTC). Each kind of each park is a command of its own: one that fails
/// holds up none of the others, and is tried again. Of two nodes the second finds nothing left.
/// </summary>
internal sealed class RetentionWork(Sender sender, DemoSetUp demo, TimeProvider clock, ILogger<RetentionWork> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private DateTime? done;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var today = clock.GetUtcNow().UtcDateTime.Date;
            if (demo.IsWorking || done == today) continue;
            try
            {
                if (await CarryOutAsync(stoppingToken)) done = today;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "What is older than its period could not be looked through; trying again");
            }
        }
    }

    private async Task<bool> CarryOutAsync(CancellationToken cancellationToken)
    {
        var isWhole = true;
        foreach (var (kind, park) in (await sender.Send(new ListRetentionWork(), CurrentUser.System, cancellationToken)).Value)
            try
            {
                var removed = await sender.Send(new CarryOutRetention(kind, park), CurrentUser.System, cancellationToken);
                if (removed is { IsSuccess: true, Value: > 0 }) logger.LogInformation("{Count} rows of {Kind} were older than their period and are removed", removed.Value, kind);
                if (removed.IsSuccess) continue;
                isWhole = false;
                logger.LogWarning("{Kind} could not be looked through: {Code}; trying again", kind, removed.FirstError.Code);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                isWhole = false;
                logger.LogError(fault, "{Kind} could not be removed; nothing of it is, and it is tried again", kind);
            }
        return isWhole;
    }
}
