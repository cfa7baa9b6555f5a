using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GreenPark.Engine.Parks;

/// <summary>One JSON value with the byte offset it starts at, so that a fault can be shown in the user's own file.</summary>
internal sealed class JsonItem(JsonTokenType kind, int offset)
{
    private List<JsonItem>? items;
    private OrderedDictionary<string, (int Offset, JsonItem Value)>? properties;

    public JsonTokenType Kind { get; } = kind;
    public int Offset { get; } = offset;
    public int End { get; set; }
    public string Text { get; init; } = "";
    public IReadOnlyList<JsonItem> Items => items ?? (IReadOnlyList<JsonItem>)[];
    public IEnumerable<(string Name, int Offset, JsonItem Value)> Properties => (properties ?? []).Select(p => (p.Key, p.Value.Offset, p.Value.Value));

    public void Add(JsonItem item) => (items ??= []).Add(item);

    public bool Has(string name) => properties?.ContainsKey(name) ?? false;

    public void Add(string name, int at, JsonItem value) => (properties ??= new(StringComparer.Ordinal)).Add(name, (at, value));

    public JsonItem? Find(string name) => properties is not null && properties.TryGetValue(name, out var property) ? property.Value : null;
}

/// <summary>Strict JSON with positions: UTF-8 (a byte-order mark is accepted), no comments, no trailing commas, no property twice.</summary>
internal static class PositionedJson
{
    /// <summary>A parsed file takes some forty times its bytes; that of two hundred members has a hundred thousand.</summary>
    public const int MaxBytes = 16 << 20;

    public static Result<JsonItem> Parse(ReadOnlyMemory<byte> json, string fileName)
    {
        var bytes = json.Span;
        if (bytes.Length > MaxBytes) return Error.Invalid("park.too_large", bytes.Length, MaxBytes).At(fileName);
        if (bytes.Length == 0) return Error.Invalid("park.empty").At(fileName);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var skipped = json.Length - bytes.Length;
        if (bytes.Trim(" \t\r\n"u8).IsEmpty) return Error.Invalid("park.empty").At(fileName);
        // UTF-16 without a mark is UTF-8 with zero bytes, to a validator
        if (bytes.Contains((byte)0)) return Error.Invalid("park.not_utf8").At(fileName);
        if (!Utf8.IsValid(bytes)) return Error.Invalid("park.not_utf8") with { Place = TextPlace.Of(fileName, json.Span, TextPlace.FirstInvalid(json.Span)) };
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            var root = ReadValue(ref reader, bytes, skipped);
            reader.Read(); // refuses whatever follows the value
            return root;
        }
        catch (JsonException e)
        {
            var offset = OffsetOf(bytes, e.LineNumber ?? 0, e.BytePositionInLine ?? 0) + skipped;
            return Error.Invalid("park.bad_json", FirstSentence(e.Message)) with { Place = TextPlace.Of(fileName, json.Span, offset) };
        }
        catch (FaultException e)
        {
            return e.Error with { Place = TextPlace.Of(fileName, json.Span, e.Offset) };
        }
    }

    private static JsonItem ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, int skipped)
    {
        var offset = (int)reader.TokenStartIndex + skipped;
        var item = new JsonItem(reader.TokenType, offset)
        {
            Text = reader.TokenType switch
            {
                JsonTokenType.String => TextOf(ref reader, offset),
                JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
                _ => "",
            },
        };
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) item.Add(ReadValue(ref reader, bytes, skipped));
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var nameOffset = (int)reader.TokenStartIndex + skipped;
                var name = TextOf(ref reader, nameOffset);
                if (item.Has(name)) throw new FaultException(Error.Invalid("park.property_twice", name), nameOffset);
                reader.Read();
                item.Add(name, nameOffset, ReadValue(ref reader, bytes, skipped));
            }
        }
        item.End = (int)reader.BytesConsumed + skipped;
        return item;
    }

    private static string FirstSentence(string message) => message.Split(". LineNumber", 2)[0].Split(". Path", 2)[0];

    private static string TextOf(ref Utf8JsonReader reader, int offset)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // an escaped lone surrogate: valid UTF-8, yet no text
            throw new FaultException(Error.Invalid("park.bad_json", "a string holds half a surrogate pair"), offset);
        }
    }

    /// <summary>The reader tells line and byte of the line, both from 0.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> bytes, long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0 && bytes[start..].IndexOf((byte)'\n') is var end and >= 0; line--) start += end + 1;
        return (int)Math.Min(start + byteInLine, bytes.Length);
    }

    private sealed class FaultException(Error error, int offset) : Exception
    {
        public Error Error { get; } = error;
        public int Offset { get; } = offset;
    }
}
