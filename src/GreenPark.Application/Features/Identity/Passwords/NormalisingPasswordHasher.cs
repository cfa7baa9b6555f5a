using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Application.Features.Identity.Passwords;

/// <summary>
/// Identity's own hash, PBKDF2 with HMAC-SHA-512, in as many rounds as OWASP asks for, of the NFKC form: the same password typed on another
/// system may come as other code points. A hash of fewer rounds is made anew at the next sign-in.
/// </summary>
public sealed class NormalisingPasswordHasher() : PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }))
{
    public const int Rounds = 210_000;

    public override string HashPassword(AppUser user, string password) => base.HashPassword(user, Normalised(password));

    public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Normalised(providedPassword));

    /// <summary>Half a surrogate pair has no such form: it is taken as the sign for what cannot be read.</summary>
    internal static string Normalised(string password) => ChangeLog.Whole(password).Normalize(NormalizationForm.FormKC);
}
