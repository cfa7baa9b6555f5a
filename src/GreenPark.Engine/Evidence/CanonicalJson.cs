using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// RFC 8785, the JSON Canonicalization Scheme: one sequence of bytes for one value, UTF-8 without a byte-order mark.
/// One deliberate difference: a whole number that fits a <c>long</c> is kept digit for digit, also beyond 2^53, where
/// the RFC would round it to a double; the energies and emissions of a park stay far below.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Deeper documents are refused; nothing here nests deeper than five levels.</summary>
    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical bytes of a value; null is the JSON null.</summary>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public static byte[] Write(CanonicalValue? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return StrictUtf8.GetBytes(text.ToString());
    }

    /// <summary>Any JSON document to its canonical bytes. Doubled names, broken texts and numbers beyond a double are errors.</summary>
    public static Result<byte[]> Canonicalize(ReadOnlySpan<byte> json, string? file = null)
    {
        var parsed = Parse(json, file);
        return parsed.IsFailure ? parsed.To<byte[]>() : Write(parsed.Value.Value);
    }

    /// <summary>Whether these bytes are JSON in the one canonical form.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> json) =>
        Canonicalize(json) is { IsSuccess: true } canonical && json.SequenceEqual(canonical.Value);

    /// <summary>Reads any JSON document.</summary>
    public static Result<CanonicalDocument> Parse(ReadOnlySpan<byte> json, string? file = null)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var value = ReadValue(ref reader);
            reader.Read();   // finds anything that follows the value
            return new CanonicalDocument(value);
        }
        catch (JsonException fault)
        {
            var (line, column) = PlaceOf(json, LineStart(json, fault.LineNumber ?? 0) + (int)(fault.BytePositionInLine ?? 0));
            return Error.Invalid("evidence.json_syntax").At(file, line, column);
        }
        catch (UnusableToken fault)
        {
            var (line, column) = PlaceOf(json, (int)reader.TokenStartIndex);
            return Error.Invalid(fault.Code, fault.Detail).At(file, line, column);
        }
    }

    private static CanonicalValue? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static CanonicalObject ReadObject(ref Utf8JsonReader reader)
    {
        var members = new CanonicalObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader);
            if (members.TryGet(name, out _)) throw new UnusableToken("evidence.json_duplicate_property", name);
            reader.Read();
            members.Add(name, ReadValue(ref reader));
        }
        return members;
    }

    private static CanonicalArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new CanonicalArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader));
        return items;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)   // invalid UTF-8, or an escaped half of a surrogate pair
        {
            throw new UnusableToken("evidence.json_bad_text", null);
        }
    }

    private static CanonicalValue ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole)) return whole;
        var number = double.Parse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new UnusableToken("evidence.json_number_range", null);
    }

    private static void Append(StringBuilder text, CanonicalValue? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case CanonicalText t: AppendText(text, t.Value); break;
            case CanonicalFlag f: text.Append(f.Value ? "true" : "false"); break;
            case CanonicalWhole w: text.Append(CultureInfo.InvariantCulture, $"{w.Value}"); break;
            case CanonicalNumber n: text.Append(EcmaScriptNumber.Format(n.Value)); break;
            case CanonicalArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Append(text, items[i]);
                }
                text.Append(']');
                break;
            case CanonicalObject members:
                text.Append('{');
                var first = true;
                foreach (var (name, member) in members)
                {
                    if (!first) text.Append(',');
                    first = false;
                    AppendText(text, name);
                    text.Append(':');
                    Append(text, member);
                }
                text.Append('}');
                break;
        }
    }

    // Section 3.2.2.2: the two-character escapes where JSON has one, \u00xx for other controls, everything else as it is.
    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    private static int LineStart(ReadOnlySpan<byte> json, long line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var end = json[start..].IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }
        return start;
    }

    private static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..Math.Min(offset, json.Length)];
        var column = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(column) + 1);
    }

    /// <summary>Leaves the recursive reader at a token that is good JSON but cannot be made canonical.</summary>
    private sealed class UnusableToken(string code, string? detail) : Exception
    {
        public string Code => code;
        public string? Detail => detail;
    }
}

/// <summary>A document that was read; its value is null where it is the JSON null.</summary>
public sealed record CanonicalDocument(CanonicalValue? Value);
