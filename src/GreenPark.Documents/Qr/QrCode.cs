using System.Text;

namespace GreenPark.Documents.Qr;

/// <summary>
/// A QR code of a text: byte mode, UTF-8, error correction M, versions 1 to 15 (ISO/IEC 18004). The package for it on the
/// registry brings System.Drawing, of which nothing here has use.
/// </summary>
internal sealed class QrCode
{
    /// <summary>Check bytes per block and number of blocks at level M, by version.</summary>
    private static readonly (int Check, int Blocks)[] Levels =
    [
        default, (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5), (30, 5), (22, 8), (22, 9), (24, 9), (24, 10)
    ];

    private readonly QrMatrix matrix;

    private QrCode(int version, QrMatrix matrix)
    {
        Version = version;
        this.matrix = matrix;
    }

    public int Version { get; }

    /// <summary>Modules to a side, without the white margin of four that a reader needs.</summary>
    public int Size => matrix.Size;

    public bool IsDark(int x, int y) => matrix[x, y];

    /// <summary>Null where the text is longer than version 15 holds (412 bytes).</summary>
    public static QrCode? TryEncode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version < Levels.Length; version++)
        {
            var capacity = DataBytes(version);
            if (4 + CountBits(version) + 8 * bytes.Length > 8 * capacity) continue;
            return new QrCode(version, QrMatrix.Draw(version, Interleaved(version, Packed(version, bytes, capacity))));
        }
        return null;
    }

    private static int CountBits(int version) => version < 10 ? 8 : 16;

    private static int DataBytes(int version) => QrMatrix.DataModules(version) / 8 - Levels[version].Check * Levels[version].Blocks;

    /// <summary>Mode, length, text, end mark, and padding to the capacity.</summary>
    private static byte[] Packed(int version, byte[] text, int capacity)
    {
        var bits = new List<bool>(capacity * 8);
        void Put(int value, int length)
        {
            for (var i = length - 1; i >= 0; i--) bits.Add((value >> i & 1) != 0);
        }

        Put(0b0100, 4);
        Put(text.Length, CountBits(version));
        foreach (var value in text) Put(value, 8);
        Put(0, Math.Min(4, capacity * 8 - bits.Count));
        Put(0, (8 - bits.Count % 8) % 8);
        for (var pad = 0xEC; bits.Count < capacity * 8; pad ^= 0xEC ^ 0x11) Put(pad, 8);

        var packed = new byte[capacity];
        for (var i = 0; i < bits.Count; i++) if (bits[i]) packed[i / 8] |= (byte)(128 >> i % 8);
        return packed;
    }

    /// <summary>The blocks with their check bytes, byte by byte in turn; the later blocks are one byte longer where it does not come out even.</summary>
    private static byte[] Interleaved(int version, byte[] data)
    {
        var (check, blocks) = Levels[version];
        var shorter = data.Length / blocks;
        var longer = data.Length % blocks;
        var parts = new List<(byte[] Data, byte[] Check)>();
        for (int i = 0, from = 0; i < blocks; i++)
        {
            var length = shorter + (i >= blocks - longer ? 1 : 0);
            var part = data[from..(from + length)];
            parts.Add((part, ReedSolomon.Remainder(part, check)));
            from += length;
        }

        var all = new List<byte>();
        for (var i = 0; i <= shorter; i++) all.AddRange(parts.Where(p => i < p.Data.Length).Select(p => p.Data[i]));
        for (var i = 0; i < check; i++) all.AddRange(parts.Select(p => p.Check[i]));
        return [.. all];
    }
}
