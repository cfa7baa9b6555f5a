namespace GreenPark.Application.Features.Identity;

/// <summary>What is asked of e-mail addresses and new passwords, before Identity sees them: so one answer names all faults of a form.</summary>
internal static class AccountRules
{
    public const int PasswordLength = 12;
    private const int EmailLength = 256;   // Identity's column
    private const int MostOfAPassword = 200;

    public static IRuleBuilderOptions<T, string> IsEmail<T>(this IRuleBuilder<T, string> rule) => rule.IsText(EmailLength)
        .Must(x => string.IsNullOrWhiteSpace(x) || (x.IndexOf('@') is > 0 and var at && at < x.Length - 1)).WithErrorCode("user.bad_email");

    public static IRuleBuilderOptions<T, string> IsNewPassword<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(x => !string.IsNullOrEmpty(x)).WithErrorCode("field.missing")
        .Must(x => string.IsNullOrEmpty(x) || x.Length >= PasswordLength).WithErrorCode("user.weak_password").WithState(_ => System.Array.Empty<object?>())
        .Must(x => x is null || x.Length <= MostOfAPassword).WithErrorCode("field.too_long").WithState(_ => new object?[] { MostOfAPassword });
}
