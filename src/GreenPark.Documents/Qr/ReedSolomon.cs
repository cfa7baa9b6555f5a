namespace GreenPark.Documents.Qr;

/// <summary>Error correction over GF(256) with the polynomial 0x11D, as QR codes use it (ISO/IEC 18004, 7.5).</summary>
internal static class ReedSolomon
{
    private static readonly byte[] Powers = new byte[255];
    private static readonly int[] Logarithms = new int[256];

    static ReedSolomon()
    {
        var value = 1;
        for (var i = 0; i < 255; i++)
        {
            Powers[i] = (byte)value;
            Logarithms[value] = i;
            value <<= 1;
            if (value > 255) value ^= 0x11D;
        }
    }

    /// <summary>The <paramref name="count"/> check bytes of a block.</summary>
    public static byte[] Remainder(ReadOnlySpan<byte> data, int count)
    {
        var generator = Generator(count);
        var remainder = new byte[count];
        foreach (var value in data)
        {
            var factor = (byte)(value ^ remainder[0]);
            Array.Copy(remainder, 1, remainder, 0, count - 1);
            remainder[^1] = 0;
            for (var i = 0; i < count; i++) remainder[i] ^= Multiply(generator[i], factor);
        }
        return remainder;
    }

    /// <summary>Coefficients after the leading one, highest power first.</summary>
    private static byte[] Generator(int degree)
    {
        var result = new byte[degree];
        result[^1] = 1;
        for (var root = 0; root < degree; root++)
        {
            for (var i = 0; i < degree; i++)
            {
                result[i] = Multiply(result[i], Powers[root]);
                if (i + 1 < degree) result[i] ^= result[i + 1];
            }
        }
        return result;
    }

    private static byte Multiply(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Powers[(Logarithms[a] + Logarithms[b]) % 255];
}
