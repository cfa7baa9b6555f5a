using System.Globalization;
using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>What one column of a file holds, cell by cell.</summary>
internal sealed class SampleColumn(string name)
{
    private const int MostTexts = 5_000, FewTexts = 100;
    private static readonly string[] KnownSentinels = ["-99", "-99.0", "-999", "-999.0", "-9999", "-9999.0", "-99999"];

    /// <summary>Texts that say "no reading" wherever they stand: a solar meter has more of them than numbers.</summary>
    private static readonly HashSet<string> SaysNothing = new(StringComparer.OrdinalIgnoreCase) { "-", "--", "---", "—", "NaN", "N/A", "NA", "#N/A", "null", "none", "无", "空" };

    private decimal? last;
    private int falls, rises, repeated;

    public string Name => name;
    public int Numbers { get; private set; }
    public int Negatives { get; private set; }

    /// <summary>Cells with a point or comma where only a decimal mark can stand; where both can; and with thousands set apart.</summary>
    public int Points { get; private set; }
    public int Commas { get; private set; }
    public int Unclear { get; private set; }
    public char? Thousands { get; private set; }

    /// <summary>Texts that are no numbers, and how often.</summary>
    public Dictionary<string, int> Texts { get; } = [];
    public Dictionary<string, int> Sentinels { get; } = [];

    /// <summary>Mostly numbers; what else stands there is rare in kind.</summary>
    public bool IsNumeric => Numbers > 0 && Texts.Count <= 10 && Numbers >= Texts.Where(x => !SaysNothing.Contains(x.Key)).Sum(x => x.Value);

    /// <summary>Names of channels come again at the next time, all of them but those that miss it.</summary>
    public bool ComesAgain => Texts.Count <= FewTexts || repeated >= Texts.Count;

    /// <summary>Nearly every row has a text of its own, as remarks and row numbers are.</summary>
    public bool IsNearlyDistinct => Texts.Count > FewTexts && repeated * 10 < Texts.Count;

    /// <summary>Never falls and keeps rising, as a running register does.</summary>
    public bool RunsUp => IsNumeric && falls == 0 && rises > 20 && rises * 4 > Numbers;

    public void Take(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim((byte)' ');
        if (cell.IsEmpty) return;
        var text = Encoding.UTF8.GetString(cell);
        if (KnownSentinels.Contains(text)) Sentinels[text] = Sentinels.GetValueOrDefault(text) + 1;
        else if (IsNumber(text)) TakeNumber(text);
        else if (Texts.TryGetValue(text, out var before))
        {
            Texts[text] = before + 1;
            repeated++;
        }
        else if (Texts.Count < MostTexts) Texts[text] = 1;
    }

    private static bool IsNumber(string text)
    {
        var body = text[0] is '-' or '+' ? text[1..] : text;
        return body.Length > 0 && char.IsAsciiDigit(body[^1]) && body.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or 'e' or 'E' or '-' or '+') && (char.IsAsciiDigit(body[0]) || body[0] is '.' or ',') && !body[1..].Contains("--");
    }

    private void TakeNumber(string text)
    {
        Numbers++;
        if (text[0] == '-' && text.Any(c => c is >= '1' and <= '9')) Negatives++;
        var (points, commas) = (text.Count(c => c == '.'), text.Count(c => c == ','));
        if (points > 0 && commas > 0)
        {
            var comma = text.LastIndexOf(',') > text.LastIndexOf('.');
            Thousands = comma ? '.' : ',';
            if (comma) Commas++;
            else Points++;
        }
        else if (points + commas > 1)
        {
            Thousands = points > 0 ? '.' : ',';
        }
        else if (points + commas == 1)
        {
            var at = text.IndexOfAny(['.', ',']);
            var whole = text[..at].TrimStart('-', '+');
            // 1,234 may be either; 1,23 and 0,234 may not
            if (text.Length - at - 1 == 3 && whole.Length is >= 1 and <= 3 && whole[0] != '0') Unclear++;
            else if (points > 0) Points++;
            else Commas++;
        }
        var value = decimal.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : last;
        if (value < last) falls++;
        if (value > last) rises++;
        last = value;
    }
}
