using System.Buffers.Binary;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// One day's whole numbers as one column: a byte with the width (2, 4 or 8 bytes) and the values, little-endian. Values are 0 or
/// more; all bits set stand for a missing one, which is −1 outside.
/// </summary>
public static class PackedSeries
{
    public const long Missing = -1;

    public static byte[] Pack(ReadOnlySpan<long> values)
    {
        long most = 0;
        foreach (var value in values) most = Math.Max(most, value);
        var width = most < ushort.MaxValue ? 2 : most < uint.MaxValue ? 4 : 8;
        var packed = new byte[1 + values.Length * width];
        packed[0] = (byte)width;
        var target = packed.AsSpan(1);
        switch (width)
        {
            case 2: for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * i)..], (ushort)values[i]); break;
            case 4: for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(target[(4 * i)..], (uint)values[i]); break;
            default: for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(target[(8 * i)..], values[i]); break;
        }
        return packed;
    }

    public static int Count(ReadOnlySpan<byte> packed) => (packed.Length - 1) / packed[0];

    public static long[] Unpack(ReadOnlySpan<byte> packed)
    {
        var values = new long[Count(packed)];
        Unpack(packed, values, 1);
        return values;
    }

    /// <summary>Writes value i to <paramref name="target"/>[i × <paramref name="stride"/>]: a column of a row-major matrix.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<long> target, int stride)
    {
        var count = Count(packed);
        var source = packed[1..];
        switch (packed[0])
        {
            case 2:
                for (var i = 0; i < count; i++)
                    target[i * stride] = BinaryPrimitives.ReadUInt16LittleEndian(source[(2 * i)..]) is var value and not ushort.MaxValue ? value : Missing;
                break;
            case 4:
                for (var i = 0; i < count; i++)
                    target[i * stride] = BinaryPrimitives.ReadUInt32LittleEndian(source[(4 * i)..]) is var value and not uint.MaxValue ? value : Missing;
                break;
            default:
                for (var i = 0; i < count; i++) target[i * stride] = BinaryPrimitives.ReadInt64LittleEndian(source[(8 * i)..]);
                break;
        }
    }
}
