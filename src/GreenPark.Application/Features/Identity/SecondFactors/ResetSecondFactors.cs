using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>
/// For somebody who lost phone and recovery codes: app, codes and passkeys go, and all sessions end. A password that was allowed to be short
/// because of them goes too; then a new one is given.
/// </summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record ResetSecondFactors(string Email) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<ResetSecondFactors, Done>
    {
        public async Task<Result<Done>> Handle(ResetSecondFactors command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            if (user.Id == asker.Id) return Error.RuleBroken("user.own_second_factors");
            await RemoveAuthenticator.RemoveAsync(db, user, cancellationToken);
            foreach (var passkey in await users.GetPasskeysAsync(user)) await users.RemovePasskeyAsync(user, passkey.CredentialId);
            if (user.PasswordNeedsSecondFactor) (user.PasswordHash, user.PasswordNeedsSecondFactor) = (null, false);
            await db.EndSessionsAsync(user.Id, asker, clock.UtcNow(), cancellationToken);
            return Done.Value;
        }
    }
}
