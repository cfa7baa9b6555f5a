using System.Buffers.Binary;
using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Tests;

/// <summary>
/// A font of six glyphs with what the real one lacks: short offsets, a format 4 map, shared widths, glyphs made of others.
/// 0 missing mark, 1 'A', 2 'B' made of 1 and 3, 3 no character, 4 'C' made of 2, 5 blank (space).
/// </summary>
internal static class SyntheticFont
{
    public static readonly byte[] Simple = [0, 1, 0, 0, 0, 0, 0, 10, 0, 10, 1, 2];
    public static readonly byte[] Other = [0, 1, 0, 0, 0, 0, 0, 20, 0, 20, 3, 4];
    /// <summary>Glyph 1 with word arguments and a scale, then glyph 3 with byte arguments.</summary>
    public static readonly byte[] OfTwo = [255, 255, 0, 0, 0, 0, 0, 30, 0, 30, 0, 0x29, 0, 1, 0, 5, 0, 6, 0x40, 0, 0, 0x02, 0, 3, 7, 8];
    public static readonly byte[] OfOne = [255, 255, 0, 0, 0, 0, 0, 30, 0, 30, 0, 0x02, 0, 2, 0, 0];

    public static byte[] Bytes(Action<SortedDictionary<string, byte[]>>? change = null)
    {
        byte[][] outlines = [[.. Simple], Simple, OfTwo, Other, OfOne, []];
        var offsets = new List<ushort>();
        var at = 0;
        foreach (var outline in outlines)
        {
            offsets.Add((ushort)(at / 2));
            at += outline.Length;
        }
        offsets.Add((ushort)(at / 2));
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = Table(54, (18, 1000), (40, 30), (42, 30)),
            ["hhea"] = Table(36, (4, 800), (6, -200), (34, 2)),
            ["maxp"] = Table(32, (4, 6)),
            ["hmtx"] = Words(500, 1, 600, 2, 3, 4, 5, 6),
            ["loca"] = Words([.. offsets.Select(o => (int)o)]),
            ["glyf"] = [.. outlines.SelectMany(o => o)],
            ["cmap"] = Words(0, 1, 3, 1, 0, 12, /* format 4 */ 4, 40, 0, 6, 4, 1, 2, 'B', ' ', 0xFFFF, 0, 'A', ' ', 0xFFFF, 1 - 'A', 5 - ' ', 1, 0, 0, 0)
        };
        change?.Invoke(tables);
        return FontFile.Write(tables);
    }

    /// <summary>Format 4 with a glyph array: 'A' to 'C' are 1, none, 4.</summary>
    public static byte[] WithGlyphArray() => Bytes(t => t["cmap"] =
        Words(0, 1, 3, 1, 0, 12, 4, 38, 0, 4, 4, 1, 0, 'C', 0xFFFF, 0, 'A', 0xFFFF, 0, 1, 4, 0, 1, 0, 4));

    /// <summary>Format 12: 'A', and U+1F600 which is glyph 2.</summary>
    public static byte[] WithAllPlanes() => Bytes(t => t["cmap"] =
        Words(0, 1, 0, 4, 0, 12, 12, 0, 0, 40, 0, 0, 0, 2, 0, 'A', 0, 'A', 0, 1, 1, 0xF600, 1, 0xF600, 0, 2));

    private static byte[] Table(int length, params (int At, int Value)[] values)
    {
        var bytes = new byte[length];
        foreach (var (at, value) in values) BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(at), (short)value);
        return bytes;
    }

    private static byte[] Words(params int[] words)
    {
        var bytes = new byte[words.Length * 2];
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * 2), unchecked((ushort)words[i]));
        return bytes;
    }
}
