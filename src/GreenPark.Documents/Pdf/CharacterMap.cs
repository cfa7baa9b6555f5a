using System.Buffers.Binary;

namespace GreenPark.Documents.Pdf;

/// <summary>The Unicode part of a font's <c>cmap</c> table: format 12 (all planes) or format 4 (the basic plane).</summary>
internal sealed class CharacterMap
{
    private readonly record struct Range(int First, int Last, int Glyph);

    private readonly Range[] ranges;

    private CharacterMap(List<Range> ranges)
    {
        ranges.Sort((a, b) => a.First.CompareTo(b.First));
        this.ranges = [.. ranges];
    }

    /// <exception cref="InvalidDataException">The font has no Unicode table in a format read here.</exception>
    public static CharacterMap Read(ReadOnlySpan<byte> table)
    {
        int basic = 0, full = 0;
        for (var i = 0; i < U16(table, 2); i++)
        {
            var platform = U16(table, 4 + 8 * i);
            var offset = (int)U32(table, 8 + 8 * i);
            if (platform is not (0 or 3)) continue;
            switch (U16(table, offset))
            {
                case 4: basic = offset; break;
                case 12: full = offset; break;
            }
        }
        if (full != 0) return new CharacterMap(ReadFormat12(table[full..]));
        if (basic != 0) return new CharacterMap(ReadFormat4(table[basic..]));
        throw new InvalidDataException("The font has no Unicode character map.");
    }

    /// <summary>0 where the font lacks the character.</summary>
    public int GlyphOf(int character)
    {
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var range = ranges[middle];
            if (character < range.First) high = middle - 1;
            else if (character > range.Last) low = middle + 1;
            else return range.Glyph + (character - range.First);
        }
        return 0;
    }

    /// <summary>A table of one format 12 map.</summary>
    public static byte[] Write(IEnumerable<(int Character, int Glyph)> entries)
    {
        const int header = 12, mapHeader = 16, entryLength = 12;
        var sorted = entries.OrderBy(e => e.Character).ToList();
        var table = new byte[header + mapHeader + entryLength * sorted.Count];
        var at = 0;
        void Put(params ReadOnlySpan<uint> values)
        {
            foreach (var value in values)
            {
                BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(at), value);
                at += 4;
            }
        }

        Put(1, 3 << 16 | 10, header);
        Put(12 << 16, (uint)(table.Length - header), 0, (uint)sorted.Count);
        foreach (var (character, glyph) in sorted) Put((uint)character, (uint)character, (uint)glyph);
        return table;
    }

    private static List<Range> ReadFormat12(ReadOnlySpan<byte> table)
    {
        var found = new List<Range>();
        for (var i = 0; i < (int)U32(table, 12); i++)
        {
            var group = table.Slice(16 + 12 * i, 12);
            found.Add(new Range((int)U32(group, 0), (int)U32(group, 4), (int)U32(group, 8)));
        }
        return found;
    }

    /// <summary>Segments with an offset into the glyph array are taken apart into single characters.</summary>
    private static List<Range> ReadFormat4(ReadOnlySpan<byte> table)
    {
        var found = new List<Range>();
        var twice = U16(table, 6);
        for (var i = 0; i < twice; i += 2)
        {
            int last = U16(table, 14 + i), first = U16(table, 16 + twice + i);
            int delta = U16(table, 16 + 2 * twice + i), at = 16 + 3 * twice + i, offset = U16(table, at);
            for (var c = first; c <= last && c != 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : U16(table, at + offset + 2 * (c - first));
                if (glyph != 0) glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0) found.Add(new Range(c, c, glyph));
            }
        }
        return found;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
