using System.Text;
using GreenPark.Documents.Qr;

namespace GreenPark.Documents.Tests;

/// <summary>
/// Reads an undamaged code the way a reader does: mask from the format bits, modules in their order, blocks apart again.
/// It takes from the encoder only the modules; that check bytes are right is tested on the standard's example.
/// </summary>
internal static class QrReader
{
    /// <summary>Check bytes per block, blocks with the shorter length and that length, longer blocks (ISO/IEC 18004, table 9, level M).</summary>
    private static readonly (int Check, int Short, int Length, int Long)[] Blocks =
    [
        default, (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0), (16, 4, 27, 0), (18, 4, 31, 0), (22, 2, 38, 2),
        (22, 3, 36, 2), (26, 4, 43, 1), (30, 1, 50, 4), (22, 6, 36, 2), (22, 8, 37, 1), (24, 4, 40, 5), (24, 5, 41, 5)
    ];

    public static string Read(QrCode code)
    {
        var version = (code.Size - 17) / 4;
        var format = 0;
        for (var i = 0; i < 15; i++)
            if (code.IsDark(8, i < 6 ? i : i < 8 ? i + 1 : code.Size - 15 + i)) format |= 1 << i;
        format ^= 0x5412;
        if (format >> 13 != 0) throw new InvalidDataException("Not level M.");
        var data = Data(version, Bytes(code, version, format >> 10 & 7));
        if (data[0] >> 4 != 4) throw new InvalidDataException("Not byte mode.");

        int Nibble(int i) => i % 2 == 0 ? data[i / 2] >> 4 : data[i / 2] & 15;
        int Value(int from, int nibbles) => Enumerable.Range(from, nibbles).Aggregate(0, (value, i) => value << 4 | Nibble(i));
        var countNibbles = version < 10 ? 2 : 4;
        var length = Value(1, countNibbles);
        return Encoding.UTF8.GetString([.. Enumerable.Range(0, length).Select(i => (byte)Value(1 + countNibbles + 2 * i, 2))]);
    }

    private static byte[] Bytes(QrCode code, int version, int mask)
    {
        var bits = new List<bool>();
        var up = true;
        for (var right = code.Size - 1; right > 0; right -= right == 8 ? 3 : 2, up = !up)
            for (var step = 0; step < code.Size; step++)
                foreach (var x in (int[])[right, right - 1])
                {
                    var y = up ? code.Size - 1 - step : step;
                    if (!IsPattern(version, code.Size, x, y)) bits.Add(code.IsDark(x, y) ^ IsMasked(mask, y, x));
                }
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => (byte)b.Aggregate(0, (value, bit) => value << 1 | (bit ? 1 : 0)))];
    }

    private static byte[] Data(int version, byte[] all)
    {
        var (_, shorter, length, longer) = Blocks[version];
        var blocks = Enumerable.Range(0, shorter + longer).Select(_ => new List<byte>()).ToList();
        var at = 0;
        for (var i = 0; i <= length; i++)
            for (var b = 0; b < blocks.Count; b++)
                if (i < length || b >= shorter) blocks[b].Add(all[at++]);
        return [.. blocks.SelectMany(b => b)];
    }

    private static bool IsPattern(int version, int size, int x, int y)
    {
        if (x == 6 || y == 6 || x < 9 && y < 9 || x < 9 && y > size - 9 || x > size - 9 && y < 9) return true;
        if (version >= 7 && (x < 6 && y > size - 12 || y < 6 && x > size - 12)) return true;
        int[] places = version switch
        {
            1 => [], < 7 => [6, 10 + 4 * version], < 14 => [6, 8 + 2 * version, 10 + 4 * version], 14 => [6, 26, 46, 66], _ => [6, 26, 48, 70]
        };
        return places.Any(cx => places.Any(cy => Math.Abs(x - cx) <= 2 && Math.Abs(y - cy) <= 2
            && !(cx == 6 && cy == 6) && !(cx == 6 && cy == size - 7) && !(cx == size - 7 && cy == 6)));
    }

    /// <summary>Table 10, with i the row and j the column.</summary>
    private static bool IsMasked(int mask, int i, int j) => mask switch
    {
        0 => (i + j) % 2 == 0, 1 => i % 2 == 0, 2 => j % 3 == 0, 3 => (i + j) % 3 == 0, 4 => (i / 2 + j / 3) % 2 == 0,
        5 => i * j % 2 + i * j % 3 == 0, 6 => (i * j % 2 + i * j % 3) % 2 == 0, _ => ((i + j) % 2 + i * j % 3) % 2 == 0
    };
}
