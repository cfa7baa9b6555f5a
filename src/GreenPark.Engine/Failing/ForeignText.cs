using System.Globalization;

namespace GreenPark.Engine.Failing;

/// <summary>
/// Text of others (a name inside a hostile archive, a certificate's subject) inside a sentence of ours: it must not add lines that look
/// like ours, move a terminal's cursor or turn the reading direction.
/// </summary>
internal static class ForeignText
{
    private const int Longest = 400;
    private const char StandIn = '·';

    /// <summary>The arguments of a sentence with their texts made harmless.</summary>
    public static object?[] Tamed(IEnumerable<object?> args) => [.. args.Select(arg => arg is string text ? Tamed(text) : arg)];

    private static string Tamed(string text)
    {
        var shown = Cut(text, Longest);
        return shown.Any(Acts) ? string.Concat(shown.Select(c => Acts(c) ? StandIn : c)) : shown;
    }

    /// <summary>The beginning of a long text; never half of a surrogate pair, which no JSON can carry.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…";

    private static bool Acts(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
