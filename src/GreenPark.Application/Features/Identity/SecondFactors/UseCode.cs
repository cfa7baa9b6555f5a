using System.Security.Cryptography;
using GreenPark.Application.Features.Identity.SignIns;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A code after a right password: of the app, good once, or a recovery code, which is gone with it.</summary>
[Allow(Permission.SystemOnly)]
public sealed record UseCode(Guid UserId, string Name, string Account, string Code, string Address) : ICommand<SignInMethod>, ITellsOf
{
    public Teller Who => new(UserId, Name, Address);

    /// <summary>Without the code: requests find their way into logs.</summary>
    public override string ToString() => $"{nameof(UseCode)} {Account}";

    /// <summary>Those of the app are digits alone; to wait for the next one would help nobody who copied a recovery code.</summary>
    private static bool LooksLikeRecovery(string code) => code.Any(char.IsAsciiLetter);

    internal sealed class Handler(GreenParkDb db, AuthenticatorSecrets secrets, TimeProvider clock) : ICommandHandler<UseCode, SignInMethod>
    {
        public async Task<Result<SignInMethod>> Handle(UseCode command, CancellationToken cancellationToken)
        {
            if (await db.Authenticators.SingleOrDefaultAsync(x => x.UserId == command.UserId && x.ConfirmedAt != null, cancellationToken) is not { } app) return Error.RuleBroken("authenticator.none");
            if (secrets.Unprotect(app.Secret) is { } secret && OneTimeCode.Match(secret, command.Code, clock.UtcNow(), app.LastStep) is { } step)
            {
                app.Use(step);
                return SignInMethod.PasswordAndCode;
            }
            var hash = RecoveryCode.HashOf(command.Code);
            var codes = await db.RecoveryCodes.Where(x => x.UserId == command.UserId).ToListAsync(cancellationToken);
            if (codes.SingleOrDefault(x => CryptographicOperations.FixedTimeEquals(x.Sha256, hash)) is not { } recovery)
                return (LooksLikeRecovery(command.Code) ? Error.RuleBroken("authenticator.wrong_recovery_code") : Error.RuleBroken("authenticator.wrong_code")).In(nameof(command.Code));
            db.Remove(recovery);
            return SignInMethod.PasswordAndRecoveryCode;
        }
    }
}
