using System.Text;
using System.Text.Unicode;

namespace GreenPark.Engine.Intake;

/// <summary>As <see cref="IntakeText"/>, of a file that is read in blocks; all of it is looked through once before its rows are read.</summary>
/// <param name="Open">The text from its first character, in an encoding in which digits and delimiters are ASCII.</param>
/// <param name="Length">Bytes of the text without the line ends at its end.</param>
internal sealed record LargeText(Func<Stream> Open, Encoding Encoding, long Length)
{
    private const int HeadBytes = 4;

    public static Result<LargeText> Of(LargeFile file, TextLayout layout)
    {
        var head = HeadOf(file);
        if (file.Length <= head.Length && (head.AsSpan().TrimStart("\uFEFF"u8).IsEmpty || head is [0xFF, 0xFE] or [0xFE, 0xFF])) return Error.Invalid("intake.empty").At(file.Name);
        if (head.AsSpan().StartsWith("PK\x3\x4"u8)) return Error.Invalid("intake.is_archive").At(file.Name, 1, 1);
        if (IntakeText.IsUtf16(head) != (layout.Encoding == "utf-16"))
            return Error.Invalid("intake.other_encoding", layout.Encoding, layout.Encoding == "utf-16" ? "utf-8" : "utf-16").At(file.Name, 1, 1);
        var encoding = IntakeText.EncodingOf(layout.Encoding == "utf-16" ? "utf-8" : layout.Encoding);
        var utf8 = IntakeText.EncodingOf("utf-8");
        switch (layout.Encoding)
        {
            case "utf-16":
                var big = head is [0xFE, 0xFF, ..] or [0, ..];
                var marked = head is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
                return Checked(file, Again(file, marked ? 2 : 0, new UnicodeEncoding(big, false, throwOnInvalidBytes: true)), utf8, layout.Encoding);
            case "gb18030":
                var skipped = head is [0x84, 0x31, 0x95, 0x33] ? 4 : 0;
                return IntakeText.IsHalfOfCharacter(layout.Delimiter)
                    ? Checked(file, Again(file, skipped, encoding), utf8, layout.Encoding)
                    : Checked(file, () => From(file, skipped), encoding, layout.Encoding);
            case "latin-1": return Checked(file, () => From(file, 0), encoding, layout.Encoding);
            default: return Checked(file, () => From(file, head.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), utf8, layout.Encoding);
        }
    }

    internal static byte[] HeadOf(LargeFile file)
    {
        using var stream = file.Open();
        var head = new byte[(int)Math.Min(HeadBytes, file.Length)];
        stream.ReadExactly(head);
        return head;
    }

    internal static Stream From(LargeFile file, int skipped)
    {
        var stream = file.Open();
        stream.Position = skipped;
        return stream;
    }

    private static Func<Stream> Again(LargeFile file, int skipped, Encoding from) =>
        () => Encoding.CreateTranscodingStream(From(file, skipped), from, IntakeText.EncodingOf("utf-8"));

    private static Result<LargeText> Checked(LargeFile file, Func<Stream> open, Encoding encoding, string name)
    {
        try
        {
            var scan = TextScan.Of(open, file, utf8: name == "utf-8");
            if (scan.Zero is { } zero && name != "utf-16") return Error.Invalid("intake.binary").At(file.Name, zero.Line, 1);
            if (scan.Invalid is { } invalid) return Error.Invalid("intake.bad_text", name) with { Place = invalid };
            if (scan.LongLine is { } line) return Error.Invalid("intake.line_too_long", RowBlocks.MostBytes >> 20).At(file.Name, line, 1);
            return new LargeText(open, encoding, scan.Length);
        }
        catch (DecoderFallbackException)
        {
            return Error.Invalid("intake.bad_text", name).At(file.Name);
        }
    }
}

/// <summary>What one look through a whole text finds.</summary>
/// <param name="Length">In bytes, without the line ends at its end.</param>
/// <param name="Zero">Of the first byte that is zero.</param>
/// <param name="Invalid">Where the text stops being UTF-8, where that was asked.</param>
/// <param name="LongLine">A line that is longer than any of a CSV.</param>
internal sealed record TextScan(long Length, Place? Zero, Place? Invalid, int? LongLine)
{
    public static TextScan Of(Func<Stream> open, LargeFile file, bool utf8)
    {
        using var text = open();
        var (length, read, lines) = (0L, 0L, 0);
        Place? zero = null, invalid = null;
        int? longLine = null;
        var lineBytes = 0L;
        var buffer = new byte[Math.Max(file.BlockBytes, 4)];
        for (var kept = 0; ;)
        {
            file.Stop.ThrowIfCancellationRequested();
            var got = text.Read(buffer, kept, buffer.Length - kept);
            var bytes = buffer.AsSpan(0, kept + got);
            if (bytes.IsEmpty) break;
            // a character may go on in the next block
            var whole = got == 0 || !utf8 ? bytes.Length : WholeCharacters(bytes);
            var block = bytes[..whole];
            if (zero is null && block.IndexOf((byte)0) is var at and >= 0) zero = new Place(file.Name, lines + TextPlace.LineOf(block, at), 1);
            if (utf8 && invalid is null && !Utf8.IsValid(block)) invalid = PlaceOf(open, file, read + TextPlace.FirstInvalid(block), lines + TextPlace.LineOf(block, TextPlace.FirstInvalid(block)));
            if (block.LastIndexOfAnyExcept((byte)'\r', (byte)'\n') is var last and >= 0) length = read + last + 1;
            lineBytes = block.LastIndexOf((byte)'\n') is var newest and >= 0 ? block.Length - newest - 1 : lineBytes + block.Length;
            lines += block.Count((byte)'\n');
            if (lineBytes > RowBlocks.MostBytes) longLine ??= lines + 1;
            read += block.Length;
            bytes[whole..].CopyTo(buffer);
            kept = bytes.Length - whole;
            if (got == 0) break;
        }
        return new TextScan(length, zero, invalid, longLine);
    }

    /// <summary>Up to where no character is cut off: its last bytes may be still to come.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length - 1); back++)
        {
            var first = bytes[^back];
            if ((first & 0xC0) == 0x80) continue;
            return first >= 0xC0 ? bytes.Length - back : bytes.Length;
        }
        return bytes.Length;
    }

    /// <summary>The column takes another look at the line, of which no more than this is counted.</summary>
    private static Place PlaceOf(Func<Stream> open, LargeFile file, long offset, int line)
    {
        using var text = open();
        var from = Math.Max(0, offset - (1 << 20));
        var before = new byte[(int)(offset - from)];
        text.Position += from;
        text.ReadExactly(before);
        return new Place(file.Name, line, TextPlace.ColumnOf(before, before.Length));
    }
}
