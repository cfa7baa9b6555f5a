using GreenPark.Application.Features.Identity.Passwords;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Links;

/// <summary>The invited, or who forgot, chooses how to sign in from now on: by password, or by the passkey that the browser just made. The link is used up, and all sessions end.</summary>
/// <param name="Of">Whose link it is, as it was found.</param>
/// <param name="Password">Empty where it is a passkey.</param>
[Allow(Permission.SystemOnly)]
public sealed record UseAccountLink(string Token, FindAccountLink.Found Of, string Password, string Address, UserPasskeyInfo? Passkey = null) : ICommand<Done>, ITellsOf, IHasReason
{
    public Teller Who => new(Of.UserId, Of.Name, Address);
    public string Account => Of.Email;

    /// <summary>Without its secrets: requests find their way into logs.</summary>
    public override string ToString() => nameof(UseAccountLink);

    public string Reason => Passkey is null ? "password" : "passkey";

    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, AccountLinks links, TimeProvider clock) : ICommandHandler<UseAccountLink, Done>
    {
        public async Task<Result<Done>> Handle(UseAccountLink command, CancellationToken cancellationToken)
        {
            var found = await FindAccountLink.FindAsync(db, command.Token, clock.UtcNow(), cancellationToken);
            if (!found.TryGet(out var x)) return found.To<Done>();
            var (link, user) = x;
            if (user.Id != command.Of.UserId) return Error.NotFound("link.unknown");
            // what somebody may have chosen who was shown a link before must not stay beside what is chosen now
            if (user.LinkShownToId is { } before && before != link.ShownToId) await WaysIn.RemoveAsync(users, user);
            if (command.Passkey is { } passkey)
            {
                // a letter alone must not go round the app; a new password still asks for its code
                if (user.TwoFactorEnabled) return Error.RuleBroken("link.passkey_beside_app");
                if ((await users.GetPasskeysAsync(user)).Count >= AddPasskey.Most) return Error.RuleBroken("passkey.too_many", AddPasskey.Most);
                passkey.Name = user.DisplayName;
                if (FindUser.ErrorOf(await users.AddOrUpdatePasskeyAsync(user, passkey)) is { } bad) return bad;
            }
            else
            {
                if (PasswordRules.Check(command.Password, user.TwoFactorEnabled, await db.KnownOfAsync(user, cancellationToken)) is { } weak) return weak.In(nameof(command.Password));
                user.PasswordHash = users.PasswordHasher.HashPassword(user, command.Password);
                user.PasswordNeedsSecondFactor = !PasswordRules.StandsAlone(command.Password);
            }
            await links.EndAsync(db, user.Id, cancellationToken);
            user.LinkShownToId = link.ShownToId;
            if (link.ShownToId is null) user.EmailConfirmed = true;   // the letter came to whom it was meant for
            await db.EndSessionsAsync(user.Id, new CurrentUser(user.Id, user.DisplayName, Role.None), clock.UtcNow(), cancellationToken);
            return FindUser.ErrorOf(await users.UpdateSecurityStampAsync(user)) is { } refused ? refused : Done.Value;
        }
    }
}
