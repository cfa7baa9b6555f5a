namespace GreenPark.Application.Features.Identity;

/// <summary>What is asked of e-mail addresses, before Identity sees them: so one answer names all faults of a form.</summary>
internal static class AccountRules
{
    public const int EmailLength = 256;   // Identity's column

    public static IRuleBuilderOptions<T, string> IsEmail<T>(this IRuleBuilder<T, string> rule) => rule.IsText(EmailLength)
        .Must(x => string.IsNullOrWhiteSpace(x) || (x.IndexOf('@') is > 0 and var at && at < x.Length - 1)).WithErrorCode("user.bad_email");
}
