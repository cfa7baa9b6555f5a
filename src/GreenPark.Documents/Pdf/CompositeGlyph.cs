using System.Buffers.Binary;

namespace GreenPark.Documents.Pdf;

/// <summary>Outlines that are put together from other glyphs (OpenType, "glyf": composite glyph description).</summary>
internal static class CompositeGlyph
{
    private const int WordArguments = 0x0001, Scale = 0x0008, More = 0x0020, TwoScales = 0x0040, Matrix = 0x0080;

    /// <summary>A copy of the outline in which every part carries its new number; a simple outline is copied as it is.</summary>
    /// <exception cref="InvalidDataException">The list of parts runs past the outline's end.</exception>
    public static byte[] Renumber(ReadOnlySpan<byte> outline, Func<int, ushort> newNumber)
    {
        var copy = outline.ToArray();
        if (copy.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(copy) >= 0) return copy;
        var at = 10;
        int flags;
        do
        {
            if (at + 4 > copy.Length) throw new InvalidDataException("A composite glyph is cut short.");
            flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            var part = copy.AsSpan(at + 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, newNumber(BinaryPrimitives.ReadUInt16BigEndian(part)));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            if ((flags & Scale) != 0) at += 2;
            else if ((flags & TwoScales) != 0) at += 4;
            else if ((flags & Matrix) != 0) at += 8;
        }
        while ((flags & More) != 0);
        return copy;
    }
}
