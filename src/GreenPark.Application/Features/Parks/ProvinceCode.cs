namespace GreenPark.Application.Features.Parks;

/// <summary>Province-level administrative codes of China (GB/T 2260): two digits and four zeros.</summary>
public static class ProvinceCode
{
    private static readonly HashSet<string> Known =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    ];

    /// <summary>All of them, in the order of the codes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Order(StringComparer.Ordinal).Select(x => $"{x}0000")];

    public static bool IsValid(string? code) => code is { Length: 6 } && code.EndsWith("0000", StringComparison.Ordinal) && Known.Contains(code[..2]);

    internal static IRuleBuilderOptions<T, string> IsProvince<T>(this IRuleBuilder<T, string> rule) =>
        rule.IsThere().Must(x => string.IsNullOrWhiteSpace(x) || IsValid(x)).WithErrorCode("park.unknown_province");
}
