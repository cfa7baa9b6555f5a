using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>Puts tables together to a TrueType file with its directory and check sums.</summary>
internal static class FontFile
{
    private const uint WholeFileSum = 0xB1B0AFBA;

    public static byte[] Write(SortedDictionary<string, byte[]> tables)
    {
        var position = 12 + 16 * tables.Count;
        var file = new byte[position + tables.Values.Sum(t => Padded(t.Length))];
        var power = BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        foreach (var (at, value) in ((int, int)[])[(4, tables.Count), (6, 16 << power), (8, power), (10, 16 * tables.Count - (16 << power))])
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)value);

        var entry = 12;
        var head = 0;
        foreach (var (tag, bytes) in tables)
        {
            if (tag == "head")
            {
                head = position;
                bytes.AsSpan(8, 4).Clear();
            }
            bytes.CopyTo(file, position);
            Encoding.ASCII.GetBytes(tag).CopyTo(file, entry);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Sum(file.AsSpan(position, Padded(bytes.Length))));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 8), position);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 12), bytes.Length);
            entry += 16;
            position += Padded(bytes.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(WholeFileSum - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 4) unchecked { sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]); }
        return sum;
    }
}
