using GreenPark.Application.Features.Attribution;

namespace GreenPark.Application.Features.Statements.Commands;

/// <summary>A job takes on the making of a decided run's documents; the answer is the number of the attempt.</summary>
[Allow(Permission.SystemOnly)]
public sealed record StartIssue(RunId Id) : ICommand<int>
{
    internal sealed class Handler(GreenParkDb db) : ICommandHandler<StartIssue, int>
    {
        public async Task<Result<int>> Handle(StartIssue command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Id, cancellationToken);
            return found.TryGet(out var run) ? run.StartIssuing() : found.To<int>();
        }
    }
}
