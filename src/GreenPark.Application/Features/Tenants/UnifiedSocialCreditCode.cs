using System.Diagnostics.CodeAnalysis;

namespace GreenPark.Application.Features.Tenants;

/// <summary>
/// The 18 characters by which China names a legal person (GB 32100-2015): registration authority, type, six digits of the
/// place, nine of the organisation, one check character. Kept in capitals. <c>default</c> is no code.
/// </summary>
public readonly record struct UnifiedSocialCreditCode : IStoredText<UnifiedSocialCreditCode>
{
    public const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";   // no I, O, S, V, Z

    private readonly string? value;

    private UnifiedSocialCreditCode(string value) => this.value = value;

    public string Value => value ?? "";

    public static bool TryFrom([NotNullWhen(true)] string? text, out UnifiedSocialCreditCode code)
    {
        code = default;
        var capitals = text?.Trim().ToUpperInvariant();
        if (capitals is not { Length: Length } || capitals.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9')) return false;
        if (capitals.AsSpan().ContainsAnyExcept(Alphabet) || CheckCharacter(capitals) != capitals[^1]) return false;
        code = new UnifiedSocialCreditCode(capitals);
        return true;
    }

    /// <summary>GB 32100-2015, 5: weights are the powers of 3 modulo 31; the check value is 31 less the weighted sum, modulo 31.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in code[..(Length - 1)])
        {
            sum += Alphabet.IndexOf(character) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    public override string ToString() => Value;

    /// <summary>Empty text is "none given"; anything else must be a code.</summary>
    public static UnifiedSocialCreditCode? Optional(string? text) => TryFrom(text, out var code) ? code : null;

    static int IStoredText<UnifiedSocialCreditCode>.StoredLength => Length;

    static UnifiedSocialCreditCode IStoredText<UnifiedSocialCreditCode>.FromStore(string value) => new(value);
}

internal static class CreditCodeRules
{
    public static IRuleBuilderOptions<T, string> IsOptionalCreditCode<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(x => string.IsNullOrWhiteSpace(x) || HasLength(x)).WithErrorCode("tenant.credit_code_length").WithState((_, x) => new object?[] { x, x.Trim().Length })
            .Must(x => string.IsNullOrWhiteSpace(x) || !HasLength(x) || UnifiedSocialCreditCode.TryFrom(x, out _)).WithErrorCode("tenant.bad_credit_code");

    private static bool HasLength(string text) => text.Trim().Length == UnifiedSocialCreditCode.Length;
}
