namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// Somebody signs out, or is signed out because they hold no role any more. Unlike <see cref="EndSession"/> it asks for no role: a session must not stay open
/// because its person may do nothing.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record LeaveSession(Guid UserId, string Name, string Account, Guid Session, string Address) : ICommand<Done>, ITellsOf
{
    public Teller Who => new(UserId, Name, Address);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<LeaveSession, Done>
    {
        public async Task<Result<Done>> Handle(LeaveSession command, CancellationToken cancellationToken)
        {
            var id = new SessionId(command.Session);
            if (await db.Sessions.SingleOrDefaultAsync(x => x.Id == id && x.UserId == command.UserId, cancellationToken) is not { } session) return Error.NotFound("session.not_found");
            return session.End(clock.UtcNow(), command.Name) is { } error ? error : Done.Value;
        }
    }
}
