namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>That a session is in use; the web sends it at most once a minute. Not a change that anyone is told of.</summary>
[Allow(Permission.SystemOnly)]
public sealed record SeeSession(SessionId Id) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<SeeSession, Done>
    {
        public async Task<Result<Done>> Handle(SeeSession command, CancellationToken cancellationToken)
        {
            var now = clock.UtcNow();
            await db.Sessions.Where(x => x.Id == command.Id && x.EndedAt == null).ExecuteUpdateAsync(x => x.SetProperty(s => s.SeenAt, now), cancellationToken);
            return Done.Value;
        }
    }
}
