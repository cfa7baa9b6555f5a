using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>By what one signs in.</summary>
[Allow(Permission.OwnAccount)]
public sealed record GetMyAccount : IQuery<GetMyAccount.Account>
{
    /// <param name="ByProvider">Whether an identity provider vouches for one.</param>
    /// <param name="AuthenticatorSince">Null where signing in by password asks for no code.</param>
    public sealed record Account(string Email, string Name, bool HasPassword, bool ByProvider, DateTime? AuthenticatorSince, int RecoveryCodesLeft, IReadOnlyList<Passkey> Passkeys);

    /// <param name="Synced">Whether it is kept with an account of its maker, and so is on several devices.</param>
    public sealed record Passkey(string Id, string Name, DateTime CreatedAt, bool Synced);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : IQueryHandler<GetMyAccount, Account>
    {
        public async Task<Result<Account>> Handle(GetMyAccount query, CancellationToken cancellationToken)
        {
            if (await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            var since = await db.Authenticators.Where(x => x.UserId == user.Id).Select(x => x.ConfirmedAt).SingleOrDefaultAsync(cancellationToken);
            return new Account(user.Email!, user.DisplayName, user.PasswordHash is not null, await db.UserLogins.AnyAsync(x => x.UserId == user.Id, cancellationToken), since, await db.RecoveryCodes.CountAsync(x => x.UserId == user.Id, cancellationToken),
                [.. (await users.GetPasskeysAsync(user)).OrderBy(x => x.CreatedAt).Select(x => new Passkey(Base64Url.EncodeToString(x.CredentialId), x.Name ?? "", x.CreatedAt.UtcDateTime, x.IsBackedUp))]);
        }
    }
}
