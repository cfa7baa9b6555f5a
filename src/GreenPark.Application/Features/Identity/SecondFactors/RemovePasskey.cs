using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A passkey of one's own opens nothing any more.</summary>
/// <param name="Id">As <see cref="GetMyAccount"/> lists it.</param>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record RemovePasskey(string Id) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<RemovePasskey, Done>
    {
        public async Task<Result<Done>> Handle(RemovePasskey command, CancellationToken cancellationToken)
        {
            var user = await db.Users.SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken);
            var passkeys = user is null ? [] : await users.GetPasskeysAsync(user);
            if (passkeys.SingleOrDefault(x => Base64Url.EncodeToString(x.CredentialId) == command.Id) is not { } passkey) return Error.NotFound("passkey.not_found");
            if (passkeys.Count == 1 && user!.PasswordHash is null) return Error.RuleBroken("passkey.last");
            return FindUser.ErrorOf(await users.RemovePasskeyAsync(user!, passkey.CredentialId)) is { } refused ? refused : Done.Value;
        }
    }
}
