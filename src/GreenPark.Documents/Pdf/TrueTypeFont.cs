using System.Buffers.Binary;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>
/// A TrueType font (glyf outlines, not a collection), read from its file's bytes. Widths and heights are in font units,
/// <see cref="UnitsPerEm"/> to the em. Immutable, so one instance serves every thread.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly CharacterMap characters;
    private readonly bool longOffsets;
    private readonly int fullMetrics;

    /// <exception cref="InvalidDataException">Not a TrueType font, or damaged.</exception>
    public TrueTypeFont(byte[] data)
    {
        this.data = data;
        try
        {
            ReadDirectory();
            var head = Table("head");
            UnitsPerEm = U16(head, 18);
            Box = [S16(head, 36), S16(head, 38), S16(head, 40), S16(head, 42)];
            longOffsets = S16(head, 50) != 0;
            var horizontal = Table("hhea");
            Ascent = S16(horizontal, 4);
            Descent = S16(horizontal, 6);
            fullMetrics = U16(horizontal, 34);
            GlyphCount = U16(Table("maxp"), 4);
            characters = CharacterMap.Read(Table("cmap"));
            if (UnitsPerEm == 0 || fullMetrics == 0 || Table("hmtx").Length < fullMetrics * 4 || Table("loca").Length < (GlyphCount + 1) * (longOffsets ? 4 : 2))
                throw new InvalidDataException("The font's tables contradict each other.");
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException("The font is cut short.", e);
        }
    }

    public int UnitsPerEm { get; }
    /// <summary>Left, bottom, right, top of all outlines.</summary>
    public IReadOnlyList<int> Box { get; }
    public int Ascent { get; }
    /// <summary>Negative: below the base line.</summary>
    public int Descent { get; }
    public int GlyphCount { get; }

    /// <summary>The glyph of a character; 0, the font's mark for a missing one, where it has none.</summary>
    public int GlyphOf(Rune character)
    {
        var glyph = characters.GlyphOf(character.Value);
        return glyph < GlyphCount ? glyph : 0;
    }

    /// <summary>Advance width; glyphs past the full metrics share the last one's.</summary>
    public int AdvanceOf(int glyph) => U16(Table("hmtx"), Math.Min(glyph, fullMetrics - 1) * 4);

    public int LeftBearingOf(int glyph)
    {
        var metrics = Table("hmtx");
        var at = glyph < fullMetrics ? glyph * 4 + 2 : fullMetrics * 4 + (glyph - fullMetrics) * 2;
        return at + 2 <= metrics.Length ? S16(metrics, at) : 0;
    }

    /// <summary>The glyph's entry in <c>glyf</c>; empty for a blank glyph and for one the font does not have.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        if (glyph < 0 || glyph >= GlyphCount) return [];
        var offsets = Table("loca");
        var (from, to) = longOffsets
            ? (BinaryPrimitives.ReadUInt32BigEndian(offsets[(glyph * 4)..]), BinaryPrimitives.ReadUInt32BigEndian(offsets[(glyph * 4 + 4)..]))
            : ((uint)U16(offsets, glyph * 2) * 2, (uint)U16(offsets, glyph * 2 + 2) * 2);
        var outlines = Table("glyf");
        if (to < from || to > outlines.Length) throw new InvalidDataException($"Glyph {glyph} lies outside the font.");
        return outlines[(int)from..(int)to];
    }

    public bool Has(string tag) => tables.ContainsKey(tag);

    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var place)
        ? data.AsSpan(place.Offset, place.Length)
        : throw new InvalidDataException($"The font has no table '{tag}'.");

    private void ReadDirectory()
    {
        ReadOnlySpan<byte> file = data;
        var kind = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (kind is not (0x00010000 or 0x74727565)) throw new InvalidDataException("Not a TrueType font with glyf outlines.");
        for (var i = 0; i < U16(file, 4); i++)
        {
            var entry = file.Slice(12 + 16 * i, 16);
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            if ((ulong)offset + length > (ulong)data.Length) throw new InvalidDataException("A table lies outside the font.");
            tables[Encoding.ASCII.GetString(entry[..4])] = ((int)offset, (int)length);
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static short S16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
}
