using GreenPark.Application.Features.Identity.Links;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// Whose account somebody's is that an identity provider vouches for: known by its subject, or, the first time, by an e-mail address that the provider has
/// verified and that an administrator invited. Nobody signs up this way.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record RecogniseByProvider(string Issuer, string Subject, string? VerifiedEmail) : ICommand<CheckPassword.Person>
{
    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, AccountLinks links) : ICommandHandler<RecogniseByProvider, CheckPassword.Person>
    {
        public async Task<Result<CheckPassword.Person>> Handle(RecogniseByProvider command, CancellationToken cancellationToken)
        {
            var known = await db.UserLogins.Where(x => x.LoginProvider == command.Issuer && x.ProviderKey == command.Subject).Select(x => (Guid?)x.UserId).SingleOrDefaultAsync(cancellationToken);
            var email = command.VerifiedEmail?.Trim().ToUpperInvariant();
            var user = await db.Users.SingleOrDefaultAsync(x => known != null ? x.Id == known : x.NormalizedEmail == email, cancellationToken);
            if (user is null) return Error.Forbidden("user.not_invited");
            if (Commands.LockUser.IsForGood(user)) return Error.Forbidden("link.locked");
            if (known is null)
            {
                // an account that somebody else at the provider has already is not handed to a second one who took over the address
                if (await db.UserLogins.AnyAsync(x => x.UserId == user.Id && x.LoginProvider == command.Issuer, cancellationToken)) return Error.Forbidden("user.not_invited");
                if (FindUser.ErrorOf(await users.AddLoginAsync(user, new UserLoginInfo(command.Issuer, command.Subject, null))) is { } refused) return refused;
                user.EmailConfirmed = true;
                await links.EndAsync(db, user.Id, cancellationToken);
            }
            return new CheckPassword.Person(user.Id, user.Email!, user.DisplayName, user.Culture, user.TwoFactorEnabled);
        }
    }
}
