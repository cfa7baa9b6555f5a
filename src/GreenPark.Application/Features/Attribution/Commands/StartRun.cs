namespace GreenPark.Application.Features.Attribution.Commands;

/// <summary>A job takes a run on; the answer is the number of the attempt, which its result must bring along.</summary>
[Allow(Permission.SystemOnly)]
public sealed record StartRun(RunId Id) : ICommand<int>
{
    internal sealed class Handler(GreenParkDb db) : ICommandHandler<StartRun, int>
    {
        public async Task<Result<int>> Handle(StartRun command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Id, cancellationToken);
            return found.TryGet(out var run) ? run.Start() : found.To<int>();
        }
    }
}
