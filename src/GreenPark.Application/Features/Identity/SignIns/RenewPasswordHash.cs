using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>The same password, hashed as today: it is known only while its owner signs in. No change that anyone is told of.</summary>
[Allow(Permission.SystemOnly)]
public sealed record RenewPasswordHash(Guid UserId, string Password) : ICommand<Done>
{
    /// <summary>Without the password: requests find their way into logs.</summary>
    public override string ToString() => nameof(RenewPasswordHash);

    internal sealed class Handler(GreenParkDb db, IPasswordHasher<AppUser> hasher) : ICommandHandler<RenewPasswordHash, Done>
    {
        public async Task<Result<Done>> Handle(RenewPasswordHash command, CancellationToken cancellationToken)
        {
            var user = await db.Users.AsNoTracking().SingleAsync(x => x.Id == command.UserId, cancellationToken);
            if (user.PasswordHash is not { } before || hasher.VerifyHashedPassword(user, before, command.Password) != PasswordVerificationResult.SuccessRehashNeeded) return Done.Value;
            var renewed = hasher.HashPassword(user, command.Password);
            // past the change tracker: another password that was chosen meanwhile stays
            await db.Users.Where(x => x.Id == user.Id && x.PasswordHash == before).ExecuteUpdateAsync(x => x.SetProperty(u => u.PasswordHash, renewed), cancellationToken);
            return Done.Value;
        }
    }
}
