namespace GreenPark.Engine.Intake;

/// <summary>One cell of a CSV as RFC 4180 has it: plain up to the delimiter, or in quotes, where a doubled quote is one and lines may break.</summary>
internal static class CsvCell
{
    private const byte Quote = (byte)'"';

    /// <param name="scratch">Where a cell with doubled quotes is put together.</param>
    /// <param name="cell">The cell without quotes, and without the return before a line's end.</param>
    /// <param name="end">Where the delimiter or the line feed stands, or the end of the text.</param>
    /// <returns>False where a quote stays open, or something follows a closed one.</returns>
    public static bool TryFind(ReadOnlySpan<byte> text, int start, byte delimiter, ref byte[] scratch, out ReadOnlySpan<byte> cell, out int end)
    {
        if (start < text.Length && text[start] == Quote) return TryFindQuoted(text, start + 1, delimiter, ref scratch, out cell, out end);
        var length = text[start..].IndexOfAny(delimiter, (byte)'\n');
        end = length < 0 ? text.Length : start + length;
        cell = text[start..end];
        if (!cell.IsEmpty && cell[^1] == '\r' && (end == text.Length || text[end] == '\n')) cell = cell[..^1];
        return true;
    }

    private static bool TryFindQuoted(ReadOnlySpan<byte> text, int start, byte delimiter, ref byte[] scratch, out ReadOnlySpan<byte> cell, out int end)
    {
        cell = default;
        end = text.Length;
        var joined = 0;
        for (var from = start; ;)
        {
            var length = text[from..].IndexOf(Quote);
            if (length < 0) return false;
            var close = from + length;
            var doubled = close + 1 < text.Length && text[close + 1] == Quote;
            if (!doubled && joined == 0)
            {
                cell = text[start..close];
                return TryEnd(text, close + 1, delimiter, out end);
            }
            var piece = text[from..(doubled ? close + 1 : close)];
            if (scratch.Length < joined + piece.Length) Array.Resize(ref scratch, 2 * (joined + piece.Length));
            piece.CopyTo(scratch.AsSpan(joined));
            joined += piece.Length;
            if (!doubled)
            {
                cell = scratch.AsSpan(0, joined);
                return TryEnd(text, close + 1, delimiter, out end);
            }
            from = close + 2;
        }
    }

    private static bool TryEnd(ReadOnlySpan<byte> text, int at, byte delimiter, out int end)
    {
        if (at < text.Length && text[at] == '\r' && (at + 1 == text.Length || text[at + 1] == '\n')) at++;
        end = at;
        return at >= text.Length || text[at] == '\n' || text[at] == delimiter;
    }
}
