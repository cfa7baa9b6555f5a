using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Somebody has shown who they are, and is signed in from now on.</summary>
/// <param name="Passkey">Where it was by passkey: with the count it has now.</param>
/// <param name="ShownAt">When they showed who they are, UTC, as an identity provider tells; null is just now.</param>
/// <param name="InsteadOf">The session that this browser had before: it ends.</param>
[Allow(Permission.SystemOnly)]
public sealed record BeginSession(Guid UserId, string Name, string Account, SignInMethod Method, string Address, string Browser, UserPasskeyInfo? Passkey = null,
    DateTime? ShownAt = null, Guid InsteadOf = default) : ICommand<SessionId>, ITellsOf
{
    public Teller Who => new(UserId, Name, Address);

    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<BeginSession, SessionId>
    {
        public async Task<Result<SessionId>> Handle(BeginSession command, CancellationToken cancellationToken)
        {
            var (now, before) = (clock.UtcNow(), new SessionId(command.InsteadOf));
            if (command.InsteadOf != Guid.Empty && await db.Sessions.SingleOrDefaultAsync(x => x.Id == before && x.EndedAt == null, cancellationToken) is { } left) left.End(now, command.Name);
            var session = Session.Begin(command.UserId, command.Method, command.Address, command.Browser, now, command.ShownAt < now ? command.ShownAt.Value : now);
            db.Add(session);
            if (command.Passkey is not null) await users.AddOrUpdatePasskeyAsync(await users.Users.SingleAsync(x => x.Id == command.UserId, cancellationToken), command.Passkey);
            return session.Id;
        }
    }
}
