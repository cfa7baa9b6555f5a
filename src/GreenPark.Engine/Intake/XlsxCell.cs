namespace GreenPark.Engine.Intake;

/// <summary>A cell as it is stored.</summary>
/// <param name="Text">Its text, null in a gap; for a number its stored digits; for an error its sign (<c>#N/A</c>).</param>
/// <param name="IsNumber">Numbers are dates too: only the column's role tells.</param>
/// <param name="IsUncalculated">A formula whose result the file does not have.</param>
internal readonly record struct XlsxCell(string? Text, bool IsNumber, bool IsUncalculated)
{
    public const int MostColumns = 16_384, MostRows = 1_048_576, MostCharacters = 32_767;
    private const int Letters = 26;

    public bool IsEmpty => string.IsNullOrEmpty(Text) && !IsUncalculated;

    /// <summary>Column (from 0) and row (from 1) of <c>B7</c>; null where it is none.</summary>
    public static (int Column, int Row)? Place(ReadOnlySpan<char> reference)
    {
        var (column, row, i) = (0, 0, 0);
        for (; i < reference.Length && i < 4 && char.IsAsciiLetter(reference[i]); i++) column = column * Letters + (char.ToUpperInvariant(reference[i]) - 'A' + 1);
        var digits = reference[i..];
        if (i == 0 || digits.Length is 0 or > 7) return null;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return null;
            row = row * 10 + (c - '0');
        }
        return column is >= 1 and <= MostColumns && row is >= 1 and <= MostRows ? (column - 1, row) : null;
    }
}
