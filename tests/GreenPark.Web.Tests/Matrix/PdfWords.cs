using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// The words of a PDF as our own writer sets them: every compressed stream is opened, and texts are read back by the fonts' tables to
/// Unicode. What stands outside streams (titles, structure, signatures' names) is added as it is and as UTF-16.
/// </summary>
internal static partial class PdfWords
{
    public static string Of(ReadOnlySpan<byte> pdf)
    {
        var file = Encoding.Latin1.GetString(pdf);
        var (fonts, plain, text) = (new Dictionary<string, Dictionary<int, string>>(), new StringBuilder(file), new StringBuilder());
        var streams = Stream().Matches(file).ToDictionary(x => x.Groups["number"].Value, x => Open(file, x));
        foreach (Match font in Font().Matches(file)) fonts[font.Groups["number"].Value] = Characters(streams[font.Groups["unicode"].Value]);
        var names = Resource().Matches(file).DistinctBy(x => x.Groups["name"].Value).ToDictionary(x => x.Groups["name"].Value, x => fonts[x.Groups["number"].Value]);
        foreach (var content in streams.Values)
        {
            plain.Append('\n').Append(content);
            foreach (Match shown in Shown().Matches(content))
                text.Append(string.Concat(shown.Groups["glyphs"].Value.Chunk(4).Select(x => names[shown.Groups["font"].Value].GetValueOrDefault(Hex(x), "?")))).Append('\n');
        }
        foreach (Match utf16 in Utf16().Matches(file)) text.Append(Encoding.BigEndianUnicode.GetString(Convert.FromHexString(utf16.Groups[1].Value))).Append('\n');
        return text.Append(plain).ToString();
    }

    private static string Open(string file, Match stream)
    {
        var bytes = Encoding.Latin1.GetBytes(file.Substring(stream.Index + stream.Length, int.Parse(stream.Groups["length"].Value, CultureInfo.InvariantCulture)));
        if (!stream.Value.Contains("/FlateDecode", StringComparison.Ordinal)) return Encoding.Latin1.GetString(bytes);
        using var reader = new StreamReader(new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Dictionary<int, string> Characters(string table) => Character().Matches(table)
        .ToDictionary(x => Hex(x.Groups[1].Value), x => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(x.Groups[2].Value)));

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<number>\d+) 0 obj\n<< [^\n]*/Length (?<length>\d+) >>\nstream\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"(?<number>\d+) 0 obj\n<< /Type /Font /Subtype /Type0 [^\n]*/ToUnicode (?<unicode>\d+) 0 R")]
    private static partial Regex Font();

    [GeneratedRegex(@"/(?<name>Regular|Bold|Even) (?<number>\d+) 0 R")]
    private static partial Regex Resource();

    [GeneratedRegex(@"BT /(?<font>\w+) [^<]*<(?<glyphs>[0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex(@"<FEFF([0-9A-F]+)>")]
    private static partial Regex Utf16();

    [GeneratedRegex(@"<([0-9A-F]{4})> <([0-9A-F]+)>\n")]
    private static partial Regex Character();
}
