using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Passwords;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Why nobody is let in. It stands on the audit record and is told to nobody at the door.</summary>
public enum Refused { Unknown, NoPassword, WrongPassword, Locked, WrongCode, WrongPasskey, NotInvited, NotShownAnew, WrongKey }

/// <summary>
/// Whose e-mail address and password these are. Unknown, wrong and locked take as long as right; tries are counted before a password is
/// compared. Where the person was signed in lately from the same network counts apart, so that strangers elsewhere do not shut them out.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record CheckPassword(string Email, string Password, string Address) : IQuery<CheckPassword.Outcome>
{
    /// <param name="Person">Whose account it is, also where it is refused; null where there is none.</param>
    /// <param name="Why">Null where the password is right.</param>
    /// <param name="Wait">Where nothing was compared: how long to wait.</param>
    /// <param name="IsStale">Whether its hash is of an older make: <see cref="RenewPasswordHash"/>.</param>
    public sealed record Outcome(Person? Person, Refused? Why, TimeSpan? Wait = null, bool IsStale = false);

    public sealed record Person(Guid Id, string Email, string Name, string Culture, bool HasSecondFactor);

    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <summary>Without what was typed: requests find their way into logs.</summary>
    public override string ToString() => nameof(CheckPassword);

    internal sealed class Handler(GreenParkDb db, IPasswordHasher<AppUser> hasher, GuessLimits guesses, TimeProvider clock) : IQueryHandler<CheckPassword, Outcome>
    {
        public async Task<Result<Outcome>> Handle(CheckPassword query, CancellationToken cancellationToken)
        {
            var account = query.Email.Trim().ToUpperInvariant();
            if (account.Length > AccountRules.EmailLength) account = account[..AccountRules.EmailLength];
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.NormalizedEmail == account, cancellationToken);
            var (id, since) = (user?.Id ?? Guid.Empty, clock.UtcNow() - Lately);
            var network = Session.NetworkOf(query.Address);
            var homes = await db.Sessions.Where(x => x.UserId == id && x.BegunAt > since).Select(x => x.Address).Distinct().ToListAsync(cancellationToken);
            if (guesses.TakeOneOf(SignInLimits.OfPassword(account, query.Address, homes.Any(x => Session.NetworkOf(x) == network)), out var wait) is not { } limits) return new Outcome(null, null, wait);

            var verified = hasher.VerifyHashedPassword(user ?? Nobody.User, user?.PasswordHash ?? Nobody.Hash, query.Password.Length > PasswordRules.MostLength ? "" : query.Password);
            Refused? why = user is null ? Refused.Unknown
                : user.LockoutEnd > clock.GetUtcNow() ? Refused.Locked
                : user.PasswordHash is null ? Refused.NoPassword
                : verified == PasswordVerificationResult.Failed ? Refused.WrongPassword : null;
            if (why is null) guesses.GiveBack(limits);
            return new Outcome(user is null ? null : new Person(user.Id, user.Email!, user.DisplayName, user.Culture, user.TwoFactorEnabled), why, IsStale: why is null && verified == PasswordVerificationResult.SuccessRehashNeeded);
        }
    }

    /// <summary>Whom an unknown address is compared with: a password that nobody has, hashed as everybody's.</summary>
    private static class Nobody
    {
        public static readonly AppUser User = new("nobody", "", "en");
        public static readonly string Hash = new NormalisingPasswordHasher().HashPassword(User, Guid.NewGuid().ToString());
    }
}
