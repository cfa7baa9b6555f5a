namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Gives a finding that someone has taken or accepted back to everyone.</summary>
[Allow(Permission.WorkFindings)]
public sealed record ReopenFinding(string Park, string Microgrid, int Number, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ReopenFinding, Done>
    {
        public async Task<Result<Done>> Handle(ReopenFinding command, CancellationToken cancellationToken)
        {
            var found = await db.FindFindingAsync(command.Park, command.Microgrid, command.Number, user, cancellationToken);
            if (!found.TryGet(out var finding)) return found.To<Done>();
            db.Claim(finding, command.Version);
            return finding.Reopen(clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
