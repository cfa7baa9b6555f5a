using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>
/// Breaks text into lines of a given width: at spaces, after hyphens and slashes, and between Chinese characters, where
/// closing marks do not begin a line and opening ones do not end it. A word wider than the line is cut.
/// </summary>
internal static class LineBreaker
{
    private const string NotAtStart = ",.;:!?)]}%，。、；：！？）》」』】〕％”’·…";
    private const string NotAtEnd = "([{（《「『【〔“‘";

    /// <summary>At least one line; each fits unless one character alone does not.</summary>
    public static List<string> Break(FontSubset font, string text, double size, double width)
    {
        var runes = text.EnumerateRunes().ToArray();
        var lines = new List<string>();
        int start = 0, end = 0;
        double used = 0;
        var opportunity = 0;
        while (end < runes.Length)
        {
            used += font.AdvanceOf(runes[end]) * size / font.Font.UnitsPerEm;
            if (used > width && end > start && !Rune.IsWhiteSpace(runes[end]))
            {
                var cut = opportunity > start ? opportunity : end;
                lines.Add(Line(runes[start..cut]));
                start = cut;
                while (start < runes.Length && Rune.IsWhiteSpace(runes[start])) start++;
                end = start;
                used = 0;
                continue;
            }
            end++;
            if (end < runes.Length && MayBreak(runes[end - 1], runes[end])) opportunity = end;
        }
        if (start < runes.Length || lines.Count == 0) lines.Add(Line(runes[start..]));
        return lines;
    }

    /// <summary>What parts a line from the next when text is read out or copied: a space, none after Chinese.</summary>
    public static string Joint(string line) => IsIdeographic(line.EnumerateRunes().Last()) ? "" : " ";

    /// <summary>The largest size at which the line fits, from <paramref name="size"/> down.</summary>
    public static double Fitting(FontSubset font, string text, double size, double width)
    {
        var needed = font.WidthOf(text, size);
        return needed <= width ? size : Math.Floor(size * width / needed * 100) / 100;
    }

    /// <summary>The line itself where it fits; else its beginning and end, with a mark between them for what is left out.</summary>
    public static string Shortened(FontSubset font, string text, double size, double width)
    {
        if (font.WidthOf(text, size) <= width) return text;
        var runes = text.EnumerateRunes().ToArray();
        for (var kept = runes.Length / 2; kept > 0; kept--)
        {
            var line = $"{Line(runes[..kept])}…{Line(runes[^kept..])}";
            if (font.WidthOf(line, size) <= width) return line;
        }
        return "…";
    }

    private static string Line(ReadOnlySpan<Rune> runes)
    {
        var line = new StringBuilder();
        foreach (var rune in runes) line.Append(rune.ToString());
        return line.ToString().TrimEnd();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (Contains(NotAtStart, after) || Contains(NotAtEnd, before)) return false;
        return Rune.IsWhiteSpace(before) || before.Value is '-' or '/' || IsIdeographic(before) || IsIdeographic(after);
    }

    private static bool Contains(string marks, Rune rune) => rune.IsBmp && marks.Contains((char)rune.Value);

    /// <summary>CJK ideographs and their punctuation, and full-width forms.</summary>
    private static bool IsIdeographic(Rune rune) =>
        rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x20000 and <= 0x3FFFF;
}
