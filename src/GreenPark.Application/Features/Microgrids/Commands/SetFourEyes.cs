namespace GreenPark.Application.Features.Microgrids.Commands;

/// <summary>
/// Whether a change of readings needs another person than its proposer. A park's manager and clerks, whom it binds, do not switch it; administrators, whom it
/// binds as well, only switch it on.
/// </summary>
[Allow(Permission.SetFourEyes)]
public sealed record SetFourEyes(string Park, string Microgrid, Guid Version, bool On) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<SetFourEyes, Done>
    {
        public async Task<Result<Done>> Handle(SetFourEyes command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            return microgrid.SetFourEyes(command.On, user) is { } error ? error : Done.Value;
        }
    }
}
