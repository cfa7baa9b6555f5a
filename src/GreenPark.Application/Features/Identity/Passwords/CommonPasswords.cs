using System.Collections.Frozen;
using System.Text;

namespace GreenPark.Application.Features.Identity.Passwords;

/// <summary>
/// Finds passwords that are made of nothing but what everybody takes: words of a list, rows of keys, repetitions, years. A list of whole
/// passwords would miss nearly all that are long enough; <c>password</c> and <c>1234567</c> put together are as easy to guess as each.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>Characters beside those that a password must have.</summary>
    private const int Own = 6;

    private const int ShortestRow = 3, ShortestWord = 3, LongestWord = 20;

    private static readonly FrozenSet<string> Words = Read();

    private static readonly IReadOnlyList<string> Rows = [.. WithReversed(
        "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "!@#$%^&*()")];

    /// <param name="password">As it would be typed.</param>
    /// <param name="also">Words that are as easy to guess for this person.</param>
    public static bool IsMadeOfCommonParts(string password, params IEnumerable<string> also)
    {
        var words = also.Select(Folded).Where(x => x.Length >= ShortestWord).ToHashSet(StringComparer.Ordinal);
        var folded = Folded(password);
        return Left(folded, words) < Own || Left(Unmasked(folded), words) < Own;
    }

    /// <summary>How many characters remain when as much as possible is explained; those of a block that repeats count once.</summary>
    private static int Left(string text, HashSet<string> also)
    {
        for (var block = 1; block <= text.Length / 2; block++)
            if (text.Length % block == 0 && text == string.Concat(Enumerable.Repeat(text[..block], text.Length / block))) { text = text[..block]; break; }
        var (left, longest) = (new int[text.Length + 1], also.Select(x => x.Length).Append(LongestWord).Max());
        for (var end = 1; end <= text.Length; end++)
        {
            left[end] = left[end - 1] + (end > 1 && text[end - 1] == text[end - 2] ? 0 : 1);
            for (var length = ShortestRow; length <= Math.Min(end, longest); length++)
            {
                var part = text.Substring(end - length, length);
                if (Words.Contains(part) || also.Contains(part) || IsYear(part) || Rows.Any(x => x.Contains(part, StringComparison.Ordinal))) left[end] = Math.Min(left[end], left[end - length]);
            }
        }
        return left[^1];
    }

    private static bool IsYear(string part) => part.Length == 4 && part.All(char.IsAsciiDigit) && part[..2] is "19" or "20";

    private static string Folded(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Letters in place of the signs that are put for them: <c>p@ssw0rd</c>.</summary>
    private static string Unmasked(string text) => string.Concat(text.Select(x => x switch
    {
        '0' => 'o', '1' or '!' or '|' => 'i', '3' or '€' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' or '+' => 't', '8' => 'b', _ => x,
    }));

    private static IEnumerable<string> WithReversed(params string[] rows) => rows.Concat(rows.Select(x => new string([.. x.Reverse()])));

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(x => !x.StartsWith('#')).SelectMany(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToFrozenSet(StringComparer.Ordinal);
    }
}
