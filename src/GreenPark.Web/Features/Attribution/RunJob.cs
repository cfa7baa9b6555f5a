using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using Quartz;

namespace GreenPark.Web.Features.Attribution;

/// <summary>
/// Does what is to be done for one run, whatever its state is by now. It keeps nothing itself: done twice, or after another node
/// took the run over, the attempt's number lets only one result in.
/// </summary>
internal sealed class RunJob(Sender sender, RunWorker worker) : IJob
{
    private const string RunKey = "run", Group = "runs";

    public static JobKey KeyOf(ListUnfinishedRuns.Item run) => new($"{run.Id.Value:N}-{(run.State == RunState.Finalising ? "issue" : "calculate")}", Group);

    public static IJobDetail Of(ListUnfinishedRuns.Item run) =>
        JobBuilder.Create<RunJob>().WithIdentity(KeyOf(run)).UsingJobData(RunKey, run.Id.Value.ToString()).RequestRecovery(true).Build();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = new RunId(Guid.Parse((string)context.MergedJobDataMap[RunKey]!));
        var unfinished = await sender.Send(new ListUnfinishedRuns(), CurrentUser.System, cancellationToken);
        if (unfinished.Value.FirstOrDefault(x => x.Id == id) is { } run) await worker.WorkAsync(run.Id, run.State, cancellationToken);
    }
}
