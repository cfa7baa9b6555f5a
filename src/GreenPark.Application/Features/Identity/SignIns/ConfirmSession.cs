using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>The person of a session has shown anew who they are.</summary>
/// <param name="Passkey">Where it was by passkey: with the count it has now.</param>
[Allow(Permission.SystemOnly)]
public sealed record ConfirmSession(Guid UserId, string Name, string Account, Guid Session, string Address, UserPasskeyInfo? Passkey = null) : ICommand<Done>, ITellsOf
{
    public Teller Who => new(UserId, Name, Address);

    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<ConfirmSession, Done>
    {
        public async Task<Result<Done>> Handle(ConfirmSession command, CancellationToken cancellationToken)
        {
            var id = new SessionId(command.Session);
            if (await db.Sessions.SingleOrDefaultAsync(x => x.Id == id && x.UserId == command.UserId && x.EndedAt == null, cancellationToken) is not { } session) return Error.NotFound("session.not_found");
            session.Confirm(clock.UtcNow());
            if (command.Passkey is not null) await users.AddOrUpdatePasskeyAsync(await users.Users.SingleAsync(x => x.Id == command.UserId, cancellationToken), command.Passkey);
            return Done.Value;
        }
    }
}
