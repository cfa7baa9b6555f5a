namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Ends a session of one's own, the present one too: whoever goes on with it is asked to sign in within a minute.</summary>
[Allow(Permission.OwnAccount)]
public sealed record EndSession(Guid Id) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : ICommandHandler<EndSession, Done>
    {
        public async Task<Result<Done>> Handle(EndSession command, CancellationToken cancellationToken)
        {
            var id = new SessionId(command.Id);
            if (await db.Sessions.SingleOrDefaultAsync(x => x.Id == id && x.UserId == asker.Id, cancellationToken) is not { } session) return Error.NotFound("session.not_found");
            return session.End(clock.UtcNow(), asker.Name) is { } error ? error : Done.Value;
        }
    }
}
