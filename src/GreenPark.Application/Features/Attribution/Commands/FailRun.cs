using System.Text.Json;

namespace GreenPark.Application.Features.Attribution.Commands;

/// <summary>Keeps why a run could not be made, such as the list of missing readings, or why its documents could not.</summary>
[Allow(Permission.SystemOnly)]
public sealed record FailRun(RunId Id, int Attempt, IReadOnlyList<Error> Errors, int ErrorCount) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<FailRun, Done>
    {
        public async Task<Result<Done>> Handle(FailRun command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Id, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Done>();
            var failure = JsonSerializer.Serialize(RunFailure.Of(command.Errors, command.ErrorCount));
            return run.Fail(command.Attempt, failure, clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
