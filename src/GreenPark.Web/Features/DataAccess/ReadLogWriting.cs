using GreenPark.Application.Platform.Reads;

namespace GreenPark.Web.Features.DataAccess;

/// <summary>Writes down who looked at whose data, every few seconds and once more at the end, when no request is answered any longer.</summary>
internal sealed class ReadLogWriting(ReadLog log, ILogger<ReadLogWriting> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            await log.WriteAsync();
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Who looked at tenants' data could not be written down; it is kept and tried again");
        }
    }
}
