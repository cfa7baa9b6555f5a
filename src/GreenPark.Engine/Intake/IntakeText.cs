using System.Text;
using System.Text.Unicode;

namespace GreenPark.Engine.Intake;

/// <summary>
/// A text file's bytes in an encoding in which digits and delimiters are ASCII, so that rows are read without making strings:
/// UTF-8, Latin-1 and GB18030 as they are, UTF-16 (and GB18030 where a delimiter could be half of a character) written again as UTF-8.
/// </summary>
internal sealed record IntakeText(ReadOnlyMemory<byte> Bytes, Encoding Encoding)
{
    private static readonly Encoding Utf8Text = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>In GB18030 the second byte of a character may be any from here, or a digit.</summary>
    private const char FirstTrailByte = '@';

    public static Result<IntakeText> Open(ReadOnlyMemory<byte> bytes, TextLayout layout, string fileName)
    {
        var span = bytes.Span;
        if (span.TrimStart("\uFEFF"u8).IsEmpty || span is [0xFF, 0xFE] or [0xFE, 0xFF]) return Error.Invalid("intake.empty").At(fileName);
        if (span.StartsWith("PK\x3\x4"u8)) return Error.Invalid("intake.is_archive").At(fileName, 1, 1);
        if (layout.Encoding == "utf-16") return Utf16(bytes, fileName);
        if (IsUtf16(span)) return Error.Invalid("intake.other_encoding", layout.Encoding, "utf-16").At(fileName, 1, 1);
        if (span.IndexOf((byte)0) is var zero and >= 0) return Error.Invalid("intake.binary").At(fileName, TextPlace.LineOf(span, zero), 1);
        return layout.Encoding switch
        {
            "latin-1" => new IntakeText(bytes, Encoding.Latin1),
            "gb18030" => Gb18030(bytes, layout.Delimiter, fileName),
            _ => Utf8.IsValid(span)
                ? new IntakeText(span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, Utf8Text)
                : Error.Invalid("intake.bad_text", layout.Encoding) with { Place = TextPlace.Of(fileName, span, TextPlace.FirstInvalid(span)) },
        };
    }

    /// <summary>The encoding of a profile's name; texts that are not of it throw.</summary>
    public static Encoding EncodingOf(string name) => name switch
    {
        "latin-1" => Encoding.Latin1,
        "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
        _ => Utf8Text,
    };

    /// <summary>The same encoding, with a stand-in for what is not of it.</summary>
    public static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        return lenient;
    }

    /// <summary>A byte-order mark, or a first character whose one half is zero, as ASCII has it there.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (bytes.Length >= 2 && (bytes[0] == 0 ^ bytes[1] == 0));

    private static Result<IntakeText> Utf16(ReadOnlyMemory<byte> bytes, string fileName)
    {
        if (!IsUtf16(bytes.Span)) return Error.Invalid("intake.other_encoding", "utf-16", "utf-8").At(fileName, 1, 1);
        var big = bytes.Span is [0xFE, 0xFF, ..] or [0, ..];
        var marked = bytes.Span is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
        return Again(bytes[(marked ? 2 : 0)..], new UnicodeEncoding(big, false, throwOnInvalidBytes: true), "utf-16", fileName);
    }

    private static Result<IntakeText> Gb18030(ReadOnlyMemory<byte> bytes, char delimiter, string fileName)
    {
        // GB18030 writes the byte-order mark with four bytes of its own
        if (bytes.Span is [0x84, 0x31, 0x95, 0x33, ..]) bytes = bytes[4..];
        var encoding = EncodingOf("gb18030");
        return IsHalfOfCharacter(delimiter) ? Again(bytes, encoding, "gb18030", fileName) : new IntakeText(bytes, encoding);
    }

    /// <summary>Whether in GB18030 the delimiter's byte may be the second half of a character.</summary>
    internal static bool IsHalfOfCharacter(char delimiter) => delimiter >= FirstTrailByte;

    private static Result<IntakeText> Again(ReadOnlyMemory<byte> bytes, Encoding from, string name, string fileName)
    {
        try
        {
            return new IntakeText(Encoding.Convert(from, Utf8Text, bytes.ToArray()), Utf8Text);
        }
        catch (DecoderFallbackException)
        {
            return Error.Invalid("intake.bad_text", name).At(fileName);
        }
    }
}
