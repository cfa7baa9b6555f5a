namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>Signing in by password asks for no code any more, so the password must be one that stands alone.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record RemoveAuthenticator : ICommand<Done>
{
    internal static async Task RemoveAsync(GreenParkDb db, AppUser user, CancellationToken cancellationToken)
    {
        db.RemoveRange(await db.Authenticators.Where(x => x.UserId == user.Id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.RecoveryCodes.Where(x => x.UserId == user.Id).ToListAsync(cancellationToken));
        user.TwoFactorEnabled = false;
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker) : ICommandHandler<RemoveAuthenticator, Done>
    {
        public async Task<Result<Done>> Handle(RemoveAuthenticator command, CancellationToken cancellationToken)
        {
            if (await db.Users.SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken) is not { TwoFactorEnabled: true } user) return Error.RuleBroken("authenticator.none");
            if (user.PasswordNeedsSecondFactor) return Error.RuleBroken("authenticator.short_password");
            await RemoveAsync(db, user, cancellationToken);
            return Done.Value;
        }
    }
}
