using System.Text;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Passwords;

/// <summary>Identity's own hash, of the NFKC form: the same password typed on another system may come as other code points.</summary>
public sealed class NormalisingPasswordHasher : PasswordHasher<AppUser>
{
    public override string HashPassword(AppUser user, string password) => base.HashPassword(user, Normalised(password));

    public override PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Normalised(providedPassword));

    /// <summary>Half a surrogate pair has no such form: it is taken as the sign for what cannot be read.</summary>
    internal static string Normalised(string password) => ChangeLog.Whole(password).Normalize(NormalizationForm.FormKC);
}
