namespace GreenPark.Engine.Intake;

/// <summary>
/// A CSV too large for memory as blocks of whole rows: what is cut off at the end of one block begins the next. A line break in quotes
/// ends no row.
/// </summary>
/// <param name="length">Bytes of the text that are read; empty lines at its end are none of them.</param>
/// <param name="delimiter">Of cells that may stand in quotes; null where quotes mean nothing.</param>
internal sealed class RowBlocks(Stream text, long length, int blockBytes, byte? delimiter, CancellationToken stop)
{
    /// <summary>No row is longer; a quote that stays open must not take the whole file into memory.</summary>
    public const int MostBytes = 64 << 20;

    private byte[] buffer = [];
    private byte[] scratch = [];
    private int start, end;
    private long left = length;

    /// <summary>The last block was cut off within a row, which is longer than any row may be.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>What comes next, whole rows or not.</summary>
    public ReadOnlyMemory<byte> Ahead(int bytes)
    {
        Fill(bytes);
        return buffer.AsMemory(start, Math.Min(bytes, end - start));
    }

    public void Skip(int bytes) => start += bytes;

    /// <summary>The next block; it stands until the one after it is asked for. False at the end.</summary>
    public bool Next(out ReadOnlyMemory<byte> block)
    {
        for (var wanted = blockBytes; ; wanted *= 2)
        {
            stop.ThrowIfCancellationRequested();
            var ahead = Ahead(wanted);
            var isEnd = left == 0 && ahead.Length == end - start;
            var cut = isEnd ? ahead.Length : Cut(ahead.Span);
            if (cut == 0 && !isEnd && wanted < MostBytes) continue;
            IsCutOff = cut == 0 && !isEnd;
            block = IsCutOff ? ahead : ahead[..cut];
            start += block.Length;
            return block.Length > 0;
        }
    }

    /// <summary>Where the last whole row ends.</summary>
    private int Cut(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'\n') + 1;
        if (last == 0 || delimiter is not { } divides || !bytes[..last].Contains((byte)'"')) return last;
        var whole = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (!CsvCell.TryFind(bytes, at, divides, ref scratch, out _, out var cellEnd) || cellEnd >= bytes.Length) break;
            at = cellEnd + 1;
            if (bytes[cellEnd] == '\n') whole = at;
        }
        return whole;
    }

    private void Fill(int wanted)
    {
        if (end - start >= wanted || left == 0) return;
        if (buffer.Length - start < wanted)
        {
            var target = buffer.Length >= wanted ? buffer : new byte[(int)Math.Min(wanted, end - start + left)];
            buffer.AsSpan(start, end - start).CopyTo(target);
            (buffer, start, end) = (target, 0, end - start);
        }
        while (end - start < wanted && left > 0)
        {
            var read = text.Read(buffer, end, (int)Math.Min(buffer.Length - end, left));
            if (read == 0) throw new EndOfStreamException("The text is shorter than it was.");
            (end, left) = (end + read, left - read);
        }
    }
}
