using System.Buffers.Binary;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>
/// The part of a font that one document uses. Every character gets its own new glyph number in order of first use, so the
/// bytes depend on the text alone and each number stands for exactly one character when text is copied out.
/// </summary>
internal sealed class FontSubset
{
    private readonly TrueTypeFont font;
    /// <summary>The one advance of all characters in font units; null where each has its own.</summary>
    private readonly int? cell;
    private readonly Dictionary<Rune, ushort> numbers = [];
    private readonly List<Rune> characters = [];
    private readonly Dictionary<Rune, int> advances = [];
    /// <summary>The source glyph of each new number; 0 is the mark for a missing character.</summary>
    private readonly List<int> glyphs = [0];
    private readonly SubscriptTwo? subscriptTwo;

    /// <param name="cell">In ems; given, every character stands in the middle of a cell so wide.</param>
    public FontSubset(TrueTypeFont font, double? cell = null) =>
        (this.font, this.cell, subscriptTwo) = (font, cell is { } ems ? (int)(ems * font.UnitsPerEm) : null, SubscriptTwo.For(font));

    public TrueTypeFont Font => font;

    /// <summary>Characters in the order of their numbers, which begin at 1.</summary>
    public IReadOnlyList<Rune> Characters => characters;

    /// <summary>The number that stands for a character in the page's text.</summary>
    public ushort NumberOf(Rune character)
    {
        character = Printable(character);
        if (numbers.TryGetValue(character, out var number)) return number;
        number = checked((ushort)glyphs.Count);
        numbers.Add(character, number);
        characters.Add(character);
        glyphs.Add(GlyphOf(character));
        return number;
    }

    /// <summary>The width of a line of text in the unit of its size.</summary>
    public double WidthOf(string text, double size)
    {
        var units = 0;
        foreach (var character in text.EnumerateRunes()) units += AdvanceOf(character);
        return units * size / font.UnitsPerEm;
    }

    /// <summary>In font units.</summary>
    public int AdvanceOf(Rune character)
    {
        if (advances.TryGetValue(character, out var advance)) return advance;
        advances.Add(character, advance = AdvanceOf(GlyphOf(Printable(character))));
        return advance;
    }

    private int GlyphOf(Rune character) => character == SubscriptTwo.Character && subscriptTwo is not null ? SubscriptTwo.Glyph : ShownGlyph(font, character);

    private int AdvanceOf(int glyph) => cell ?? OwnAdvanceOf(glyph);

    private int OwnAdvanceOf(int glyph) => glyph == SubscriptTwo.Glyph ? subscriptTwo!.Advance : font.AdvanceOf(glyph);

    private int LeftBearingOf(int glyph) => glyph == SubscriptTwo.Glyph ? subscriptTwo!.LeftBearing : font.LeftBearingOf(glyph);

    /// <summary>Tabs, line ends and other controls are spaces in a line of print; a byte order mark has no place in one.</summary>
    private static Rune Printable(Rune character) =>
        Rune.IsControl(character) ? new Rune(' ') : character.Value is 0xFEFF or 0xFFFE or 0xFFFF ? Rune.ReplacementChar : character;

    /// <summary>The glyph drawn for a character: a visible replacement, never nothing, where the font lacks it.</summary>
    public static int ShownGlyph(TrueTypeFont font, Rune character)
    {
        var glyph = font.GlyphOf(character);
        if (glyph != 0 || !font.Outline(0).IsEmpty) return glyph;
        return font.GlyphOf(new Rune('\u25A1')) is var box and not 0 ? box : font.GlyphOf(new Rune('?'));
    }

    /// <summary>Advance widths by new number, in thousandths of an em.</summary>
    public IEnumerable<int> Widths() =>
        glyphs.Take(characters.Count + 1).Select(glyph => (AdvanceOf(glyph) * 1000 + font.UnitsPerEm / 2) / font.UnitsPerEm);

    /// <summary>A font file of the used glyphs. Its <c>cmap</c> serves tools: a PDF reader goes from the text's numbers to glyphs.</summary>
    public byte[] Build()
    {
        var all = new List<int>(glyphs);
        var parts = new Dictionary<int, ushort>();
        var outlines = new MemoryStream();
        var offsets = new List<uint>();
        for (var i = 0; i < all.Count; i++)
        {
            offsets.Add((uint)outlines.Length);
            var outline = CompositeGlyph.Renumber(all[i] == SubscriptTwo.Glyph ? subscriptTwo!.Outline : font.Outline(all[i]), part =>
            {
                if (parts.TryGetValue(part, out var number)) return number;
                parts.Add(part, number = checked((ushort)all.Count));
                all.Add(part);
                return number;
            });
            outlines.Write(outline);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        offsets.Add((uint)outlines.Length);

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] = CharacterMap.Write(characters.Select((character, i) => (character.Value, i + 1))),
            ["glyf"] = outlines.ToArray(), ["loca"] = Offsets(offsets), ["hmtx"] = Metrics(all),
            ["head"] = Patched("head", 50, 1), ["hhea"] = Patched("hhea", 34, all.Count), ["maxp"] = Patched("maxp", 4, all.Count)
        };
        foreach (var hinting in (string[])["cvt ", "fpgm", "prep"])
            if (font.Has(hinting)) tables[hinting] = font.Table(hinting).ToArray();
        return FontFile.Write(tables);
    }

    private byte[] Patched(string tag, int at, int value)
    {
        var bytes = font.Table(tag).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), checked((ushort)value));
        return bytes;
    }

    private static byte[] Offsets(List<uint> offsets)
    {
        var bytes = new byte[offsets.Count * 4];
        for (var i = 0; i < offsets.Count; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), offsets[i]);
        return bytes;
    }

    private byte[] Metrics(List<int> all)
    {
        var bytes = new byte[all.Count * 4];
        for (var i = 0; i < all.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 4), (ushort)AdvanceOf(all[i]));
            // a reader moves an outline until it begins at its bearing: half of what the cell adds goes before it
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(i * 4 + 2), (short)(LeftBearingOf(all[i]) + (AdvanceOf(all[i]) - OwnAdvanceOf(all[i])) / 2));
        }
        return bytes;
    }
}
