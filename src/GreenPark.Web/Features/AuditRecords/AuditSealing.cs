using GreenPark.Application.Features.AuditRecords.Commands;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Features.Demo;

namespace GreenPark.Web.Features.AuditRecords;

/// <summary>Has the heads of the audit records signed once on each day (UTC). Two nodes may both try: the second finds nothing left to sign.</summary>
internal sealed class AuditSealing(Sender sender, DemoSetUp demo, TimeProvider clock, ILogger<AuditSealing> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!demo.IsWorking && await IsDueAsync(stoppingToken)) await SealAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The heads of the audit records could not be signed; trying again");
            }
        }
    }

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        var done = await sender.Send(new SealAuditHeads(), CurrentUser.System, cancellationToken);
        if (done.TryGet(out var seal) && seal.Broken.Count > 0)
            logger.LogCritical("The audit records of {Chains} are not whole: they were altered in the database. No head was signed; see docs/audit-record.md", string.Join(", ", seal.Broken));
    }

    /// <summary>Signing leaves a record itself, so that the chain of what belongs to no park has a head for each day.</summary>
    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var heads = await sender.Send(new ListAuditHeads(null, Take: 1), CurrentUser.System, cancellationToken);
        return heads.IsSuccess && (heads.Value.Items.Count == 0 || heads.Value.Items[0].At.Date < clock.GetUtcNow().UtcDateTime.Date);
    }
}
