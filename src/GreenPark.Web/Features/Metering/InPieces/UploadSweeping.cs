namespace GreenPark.Web.Features.Metering.InPieces;

/// <summary>Removes files that came in pieces and were never finished: at the start and each hour, whether or not anyone sends another.</summary>
internal sealed class UploadSweeping(ReadingUploads uploads, ILogger<UploadSweeping> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
            try
            {
                uploads.Sweep();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                logger.LogError(fault, "Old files that came in pieces could not be removed; trying again");
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
