namespace GreenPark.Documents.Qr;

/// <summary>The modules of a QR code: patterns that are always there, the data around them, and the best of eight masks.</summary>
internal sealed class QrMatrix
{
    private readonly bool[,] dark;
    private readonly bool[,] reserved;

    private QrMatrix(int version)
    {
        Size = 17 + 4 * version;
        dark = new bool[Size, Size];
        reserved = new bool[Size, Size];
        DrawPatterns(version);
    }

    public int Size { get; }

    public bool this[int x, int y] => dark[x, y];

    public static QrMatrix Draw(int version, byte[] data)
    {
        var matrix = new QrMatrix(version);
        matrix.DrawData(data);
        var best = Enumerable.Range(0, 8).MinBy(mask =>
        {
            matrix.Apply(mask);
            matrix.DrawFormat(mask);
            var penalty = QrPenalty.Of(matrix);
            matrix.Apply(mask);
            return penalty;
        });
        matrix.Apply(best);
        matrix.DrawFormat(best);
        return matrix;
    }

    /// <summary>Modules left for data and check bits.</summary>
    public static int DataModules(int version)
    {
        var matrix = new QrMatrix(version);
        return matrix.reserved.Cast<bool>().Count(taken => !taken);
    }

    /// <summary>Level M and mask with their check bits (7.9).</summary>
    internal static int FormatBits(int mask)
    {
        var rest = mask;
        for (var i = 0; i < 10; i++) rest = rest << 1 ^ (rest >> 9) * 0x537;
        return (mask << 10 | rest) ^ 0x5412;
    }

    /// <summary>The version with its check bits (7.10).</summary>
    internal static int VersionBits(int version)
    {
        var rest = version;
        for (var i = 0; i < 12; i++) rest = rest << 1 ^ (rest >> 11) * 0x1F25;
        return version << 12 | rest;
    }

    private void DrawPatterns(int version)
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in ((int, int)[])[(3, 3), (Size - 4, 3), (3, Size - 4)]) DrawFinder(x, y);
        var places = AlignmentPlaces(version);
        foreach (var x in places)
            foreach (var y in places)
                if ((x, y) is not (6, 6) && (x, y) != (6, Size - 7) && (x, y) != (Size - 7, 6))
                    DrawSquare(x, y, 2, distance => distance != 1);
        DrawFormat(0);
        if (version < 7) return;
        for (var i = 0; i < 18; i++)
        {
            var bit = (VersionBits(version) >> i & 1) != 0;
            Set(Size - 11 + i % 3, i / 3, bit);
            Set(i / 3, Size - 11 + i % 3, bit);
        }
    }

    private void DrawFinder(int x, int y) => DrawSquare(x, y, 4, distance => distance is not (2 or 4));

    private void DrawSquare(int x, int y, int radius, Func<int, bool> isDark)
    {
        for (var dy = -radius; dy <= radius; dy++)
            for (var dx = -radius; dx <= radius; dx++)
                if (x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size)
                    Set(x + dx, y + dy, isDark(Math.Max(Math.Abs(dx), Math.Abs(dy))));
    }

    /// <summary>Centres of the alignment patterns on either axis: the first at 6, the others evenly back from the far edge (annex E).</summary>
    internal static int[] AlignmentPlaces(int version)
    {
        if (version == 1) return [];
        var count = version / 7 + 2;
        var step = (version * 4 + count * 2 + 1) / (2 * count - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => version * 4 + 10 - i * step).Reverse()];
    }

    private void DrawFormat(int mask)
    {
        var bits = FormatBits(mask);
        bool Bit(int i) => (bits >> i & 1) != 0;
        for (var i = 0; i < 6; i++) Set(8, i, Bit(i));
        Set(8, 7, Bit(6));
        Set(8, 8, Bit(7));
        Set(7, 8, Bit(8));
        for (var i = 9; i < 15; i++) Set(14 - i, 8, Bit(i));
        for (var i = 0; i < 8; i++) Set(Size - 1 - i, 8, Bit(i));
        for (var i = 8; i < 15; i++) Set(8, Size - 15 + i, Bit(i));
        Set(8, Size - 8, true);
    }

    /// <summary>Bits run up and down in columns of two from the right edge, past what is reserved.</summary>
    private void DrawData(byte[] data)
    {
        var bit = 0;
        for (var right = Size - 1; right > 0; right -= 2)
        {
            if (right == 6) right = 5;
            for (var step = 0; step < Size; step++)
            {
                var y = (right + 1 & 2) == 0 ? Size - 1 - step : step;
                for (var x = right; x > right - 2; x--)
                {
                    if (reserved[x, y] || bit >= data.Length * 8) continue;
                    dark[x, y] = (data[bit / 8] >> 7 - bit % 8 & 1) != 0;
                    bit++;
                }
            }
        }
    }

    /// <summary>Turns the modules of a mask over; twice is as if never.</summary>
    private void Apply(int mask)
    {
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                dark[x, y] ^= !reserved[x, y] && IsMasked(mask, x, y);
    }

    internal static bool IsMasked(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => (x / 3 + y / 2) % 2 == 0,
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3) % 2 == 0,
        _ => ((x + y) % 2 + x * y % 3) % 2 == 0
    };

    private void Set(int x, int y, bool value)
    {
        dark[x, y] = value;
        reserved[x, y] = true;
    }
}
