using System.Text;
using FluentValidation.Results;

namespace GreenPark.Application.Features.Identity.Passwords;

/// <summary>
/// What is asked of a new password (NIST SP 800-63B-4, 3.1.1): long, and not one that is tried first. No rule of which characters it has:
/// such rules make passwords worse. Shorter is enough where a second factor must be given beside it.
/// </summary>
public static class PasswordRules
{
    public const int Length = 15, LengthBesideSecondFactor = 8, MostLength = 200;

    /// <summary>Whether it could stand without a second factor.</summary>
    public static bool StandsAlone(string password) => LengthOf(password) >= Length;

    /// <summary>The one error that says why it is refused; null where it is not.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="besideSecondFactor">Whether the person always gives a second factor too.</param>
    /// <param name="about">What is known of the person: e-mail address, name.</param>
    public static Error? Check(string? password, bool besideSecondFactor, params IEnumerable<string?> about)
    {
        if (string.IsNullOrEmpty(password)) return Error.Invalid("field.missing");
        var least = besideSecondFactor ? LengthBesideSecondFactor : Length;
        if (password.Length > MostLength) return Error.Invalid("field.too_long", MostLength);
        if (LengthOf(password) < least) return Error.Invalid("user.weak_password", least);
        if (CommonPasswords.IsMadeOfCommonParts(password)) return Error.Invalid("user.common_password");
        return CommonPasswords.IsMadeOfCommonParts(password, Words(about)) ? Error.Invalid("user.personal_password") : null;
    }

    /// <summary>For a form, in which one answer names all faults.</summary>
    public static void IsNewPassword<T>(this IRuleBuilder<T, string> rule, Func<T, IEnumerable<string?>> about) => rule.Custom((password, context) =>
    {
        if (Check(password, besideSecondFactor: false, about(context.InstanceToValidate)) is not { } error) return;
        context.AddFailure(new ValidationFailure(context.PropertyPath, error.Code) { ErrorCode = error.Code, CustomState = error.Args });
    });

    /// <summary>In characters as people count them, and as they are compared.</summary>
    private static int LengthOf(string password) => NormalisingPasswordHasher.Normalised(password).EnumerateRunes().Count();

    private static IEnumerable<string> Words(IEnumerable<string?> about) => about
        .SelectMany(x => (x ?? "").Split([' ', '@', '.', '-', '_', '+', '\''], StringSplitOptions.RemoveEmptyEntries).Append(x ?? ""));
}
