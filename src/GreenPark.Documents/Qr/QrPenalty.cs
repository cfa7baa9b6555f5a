namespace GreenPark.Documents.Qr;

/// <summary>How hard a masked code is to read (ISO/IEC 18004, 7.8.3): runs, blocks, false finders, and imbalance cost points.</summary>
internal static class QrPenalty
{
    private const int FinderLike = 0b10111010000, LikeFinder = 0b00001011101, ElevenBits = 0x7FF;

    public static int Of(QrMatrix matrix)
    {
        var size = matrix.Size;
        int points = 0, dark = 0;
        for (var i = 0; i < size; i++)
        {
            points += Line(size, j => matrix[j, i]) + Line(size, j => matrix[i, j]);
            for (var j = 0; j < size; j++)
            {
                if (matrix[i, j]) dark++;
                if (i + 1 < size && j + 1 < size && matrix[i, j] == matrix[i + 1, j] && matrix[i, j] == matrix[i, j + 1] && matrix[i, j] == matrix[i + 1, j + 1])
                    points += 3;
            }
        }
        var imbalance = Math.Abs(dark * 20 - size * size * 10);
        return points + imbalance / (size * size) * 10;
    }

    private static int Line(int size, Func<int, bool> isDark)
    {
        int points = 0, run = 0, window = 0;
        for (var i = 0; i < size; i++)
        {
            var value = isDark(i);
            run = i > 0 && value == isDark(i - 1) ? run + 1 : 1;
            if (run == 5) points += 3;
            else if (run > 5) points++;
            window = (window << 1 | (value ? 1 : 0)) & ElevenBits;
            if (i >= 10 && window is FinderLike or LikeFinder) points += 40;
        }
        return points;
    }
}
