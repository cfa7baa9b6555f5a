using GreenPark.Application.Features.Identity.SignIns;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A first code from the app: from now on signing in by password asks for one. The answer is the only place where the recovery codes stand.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record ConfirmAuthenticator(string Code) : ICommand<NewRecoveryCodes.Made>
{
    internal sealed class Validator : AbstractValidator<ConfirmAuthenticator>
    {
        public Validator() => RuleFor(x => x.Code).IsText(20);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, AuthenticatorSecrets secrets, GuessLimits guesses, TimeProvider clock) : ICommandHandler<ConfirmAuthenticator, NewRecoveryCodes.Made>
    {
        public async Task<Result<NewRecoveryCodes.Made>> Handle(ConfirmAuthenticator command, CancellationToken cancellationToken)
        {
            if (await db.Authenticators.SingleOrDefaultAsync(x => x.UserId == asker.Id, cancellationToken) is not { } app) return Error.RuleBroken("authenticator.none");
            if (app.ConfirmedAt is not null) return Error.RuleBroken("authenticator.there_already");
            var limits = SignInLimits.OfCode(asker.Id);
            if (guesses.Take(limits) is { } wait) return SignInLimits.TooMany(wait);
            if (secrets.Unprotect(app.Secret) is not { } secret || OneTimeCode.Match(secret, command.Code, clock.UtcNow(), app.LastStep) is not { } step) return Error.RuleBroken("authenticator.wrong_code").In(nameof(command.Code));
            guesses.GiveBack(limits);
            app.Confirm(step, clock.UtcNow());
            (await db.Users.SingleAsync(x => x.Id == asker.Id, cancellationToken)).TwoFactorEnabled = true;
            return await NewRecoveryCodes.MakeAsync(db, asker.Id, cancellationToken);
        }
    }
}
