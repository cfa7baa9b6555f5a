using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>Writes a subset as a font resource: Type0, Identity-H, with widths and the way back to Unicode.</summary>
internal static class EmbeddedFont
{
    private const int Symbolic = 4;

    /// <param name="number">The object number reserved for the font.</param>
    public static void Write(PdfObjects objects, int number, FontSubset subset, string name)
    {
        var bytes = subset.Build();
        name = Prefix(bytes) + name;
        var font = subset.Font;
        string Em(int units) => PdfText.Number(units * 1000 / font.UnitsPerEm);

        var file = objects.AddStream($"/Length1 {bytes.Length}", bytes);
        var box = string.Join(' ', font.Box.Select(Em));
        var descriptor = objects.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {Symbolic} /FontBBox [{box}] /ItalicAngle 0 /StemV 80 "
            + $"/Ascent {Em(font.Ascent)} /Descent {Em(font.Descent)} /CapHeight {Em(font.Ascent)} /FontFile2 {file} 0 R >>");
        var glyphs = objects.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [0 [{string.Join(' ', subset.Widths())}]] >>");
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode(subset.Characters)));
        objects.Fill(number,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    /// <summary>Six letters that name the subset (ISO 32000-1, 9.6.4), taken from its content.</summary>
    private static string Prefix(byte[] bytes) =>
        string.Concat(SHA256.HashData(bytes).Take(6).Select(b => (char)('A' + b % 26))) + "+";

    private static string ToUnicode(IReadOnlyList<Rune> characters)
    {
        const int linesPerBlock = 100;
        var text = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n"));
        for (var from = 0; from < characters.Count; from += linesPerBlock)
        {
            var count = Math.Min(linesPerBlock, characters.Count - from);
            text.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (var i = from; i < from + count; i++)
                text.Append(CultureInfo.InvariantCulture, $"<{i + 1:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(characters[i].ToString()))}>\n");
            text.Append("endbfchar\n");
        }
        return text.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
