using System.Security.Cryptography;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A key for one's authenticator app. It counts from the first code on that comes from it; until then another may be begun.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record BeginAuthenticator : ICommand<BeginAuthenticator.Begun>
{
    /// <param name="Key">To be typed into the app.</param>
    /// <param name="Uri">The same for a QR code.</param>
    public sealed record Begun(string Key, string Uri)
    {
        /// <summary>Without the key: answers find their way into logs.</summary>
        public override string ToString() => nameof(Begun);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, AuthenticatorSecrets secrets) : ICommandHandler<BeginAuthenticator, Begun>
    {
        public async Task<Result<Begun>> Handle(BeginAuthenticator command, CancellationToken cancellationToken)
        {
            if (await db.Users.SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            var there = await db.Authenticators.SingleOrDefaultAsync(x => x.UserId == asker.Id, cancellationToken);
            if (there?.ConfirmedAt is not null) return Error.RuleBroken("authenticator.there_already");
            var secret = RandomNumberGenerator.GetBytes(OneTimeCode.SecretBytes);
            if (there is null) db.Add(Authenticator.Of(user.Id, secrets.Protect(secret)));
            else there.Begin(secrets.Protect(secret));
            var key = OneTimeCode.KeyOf(secret);
            return new Begun(key, OneTimeCode.UriOf(key, user.Email!));
        }
    }
}
