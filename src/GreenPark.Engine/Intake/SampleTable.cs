using System.Text;
using System.Text.Unicode;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>A row of a file that is looked at: its cells without quotes.</summary>
internal delegate void SampleRow(int line, ReadOnlySpan<byte> row, ReadOnlySpan<(int Start, int Length)> cells);

/// <summary>The cells of a text file whose layout is being found out: encoding, delimiter, header line.</summary>
internal sealed class SampleTable
{
    private const int LinesForDelimiter = 300;

    private readonly byte[] text;
    private readonly int firstRow;

    private SampleTable(byte[] text, TextLayout layout, List<string> names, int firstRow)
    {
        (this.text, Layout, this.firstRow) = (text, layout, firstRow);
        Names = [.. names.Select(n => n.Trim())];
    }

    public TextLayout Layout { get; }
    public string[] Names { get; }

    /// <summary>Null where the bytes are no text, lines have no delimiter in common, or a quote of the header stays open.</summary>
    public static SampleTable? Open(ReadOnlyMemory<byte> bytes, Findings found)
    {
        if (EncodingOf(bytes, found) is not { } encoding) return null;
        if (!IntakeText.Open(bytes, new TextLayout { Encoding = encoding, Delimiter = '|' }, "").TryGet(out var opened)) return null;
        var text = opened.Encoding is UTF8Encoding ? opened.Bytes.ToArray() : Encoding.Convert(opened.Encoding, Encoding.UTF8, opened.Bytes.ToArray());

        var (best, columns, like) = (default(byte), 0, 0);
        foreach (var delimiter in ";\t|,"u8)
        {
            var counts = Counts(text, delimiter);
            if (counts.Where(c => c > 1).GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault() is { } most && most.Count() > like)
                (best, columns, like) = (delimiter, most.Key, most.Count());
        }
        if (columns is 0 or > XlsxCell.MostColumns) return null;
        found.Saw("text.delimiter", "intake.seen_delimiter", best == '\t' ? "\\t" : ((char)best).ToString(), columns, like);

        var (start, line) = (0, 1);
        while (Cells(text, start, best).Count != columns)
        {
            start = Math.Min(ReadingsFile.LineEnd(text, start) + 1, text.Length);
            line++;
        }
        if (CsvIntake.Cells(text.AsSpan(start), Encoding.UTF8, best, out var length) is not { } names) return null;
        if (SampleStamps.LookLikeStamps(names.Where(n => n.TrimStart() is [var first, ..] && char.IsAsciiDigit(first)))) found.Ask("text.headerLine", "intake.ask_header", line);
        else found.Saw("text.headerLine", "intake.seen_header", line);
        return new SampleTable(text, new TextLayout { Encoding = encoding, Delimiter = (char)best, HeaderLine = line }, names, start + length);
    }

    /// <summary>Goes through all rows below the header.</summary>
    public void Each(SampleRow action, int most = int.MaxValue)
    {
        var line = Layout.HeaderLine + 1;
        for (var start = firstRow; start < text.Length && most > 0; line++)
        {
            var end = ReadingsFile.LineEnd(text, start);
            var row = text.AsSpan(start, ReadingsFile.TrimReturn(text, start, end) - start);
            var cells = Cells(text, start, (byte)Layout.Delimiter);
            if (!row.IsEmpty)
            {
                action(line, row, cells.ToArray());
                most--;
            }
            start = end + 1;
        }
    }

    private static List<(int Start, int Length)> Cells(byte[] text, int start, byte delimiter)
    {
        var row = text.AsSpan(start, ReadingsFile.TrimReturn(text, start, ReadingsFile.LineEnd(text, start)) - start);
        var cells = new List<(int, int)>();
        byte[] scratch = [];
        for (var at = 0; at <= row.Length; at++)
        {
            var quoted = at < row.Length && row[at] == '"';
            if (!CsvCell.TryFind(row, at, delimiter, ref scratch, out var cell, out var end)) return cells;
            cells.Add((quoted ? at + 1 : at, cell.Length));
            at = end;
        }
        return cells;
    }

    private static List<int> Counts(byte[] text, byte delimiter)
    {
        var counts = new List<int>();
        for (var start = 0; start < text.Length && counts.Count < LinesForDelimiter; start = ReadingsFile.LineEnd(text, start) + 1) counts.Add(Cells(text, start, delimiter).Count);
        return counts;
    }

    private static bool IsMostlyPairs(ReadOnlySpan<byte> bytes)
    {
        var (pairs, halves) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            if (i + 1 < bytes.Length && bytes[i + 1] > 0xA0) pairs++;
            else halves++;
            i++;
        }
        return pairs > halves;
    }

    private static string? EncodingOf(ReadOnlyMemory<byte> bytes, Findings found)
    {
        var span = bytes.Span;
        if (IntakeText.IsUtf16(span)) return Seen("utf-16");
        if (span.Contains((byte)0)) return null;
        if (Utf8.IsValid(span)) return Seen("utf-8");
        try
        {
            // a letter of Latin-1 and the one behind it may look like one character of GB18030: common Chinese characters, which have two
            // bytes above ASCII, speak for it, and a person is asked
            var text = IntakeText.EncodingOf("gb18030").GetString(span);
            if (IsMostlyPairs(span) && text.All(c => c < 0x80 || c is (>= '\u2E80' and <= '\uFFEF') or (>= '\u2010' and <= '\u2E7F') or '\u00B0' or '\u00B7' or '\u00D7'))
            {
                found.Ask("text.encoding", "intake.ask_encoding", "gb18030", string.Concat(text.Where(c => c >= 0x80).Distinct().Take(20)));
                return "gb18030";
            }
        }
        catch (DecoderFallbackException)
        {
            // not GB18030
        }
        found.Ask("text.encoding", "intake.ask_encoding", "latin-1", string.Concat(span.ToArray().Where(b => b >= 0x80).Distinct().Take(20).Select(b => (char)b)));
        return "latin-1";

        string Seen(string encoding)
        {
            found.Saw("text.encoding", "intake.seen_encoding", encoding);
            return encoding;
        }
    }
}
