namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Somebody has shown who they are, and is signed in from now on. Wrong tries before it are forgotten.</summary>
[Allow(Role.SystemOnly)]
public sealed record BeginSession(Guid UserId, string Name, string Account, SignInMethod Method, string Address, string Browser) : ICommand<SessionId>, ITellsOf
{
    public Teller Who => new(UserId, Name, Address);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<BeginSession, SessionId>
    {
        public async Task<Result<SessionId>> Handle(BeginSession command, CancellationToken cancellationToken)
        {
            await db.Users.Where(x => x.Id == command.UserId && x.AccessFailedCount > 0).ExecuteUpdateAsync(x => x.SetProperty(u => u.AccessFailedCount, 0), cancellationToken);
            var session = Session.Begin(command.UserId, command.Method, command.Address, command.Browser, clock.UtcNow());
            db.Add(session);
            return session.Id;
        }
    }
}
