using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GreenPark.Engine.Parks;

/// <summary>One JSON value with the byte offset it starts at, so that a fault can be shown in the user's own file.</summary>
internal sealed class JsonItem(JsonTokenType kind, int offset)
{
    public JsonTokenType Kind { get; } = kind;
    public int Offset { get; } = offset;
    public int End { get; set; }
    public string Text { get; init; } = "";
    public List<JsonItem> Items { get; } = [];
    public List<(string Name, int Offset, JsonItem Value)> Properties { get; } = [];
}

/// <summary>Strict JSON with positions: UTF-8 (a byte-order mark is accepted), no comments, no trailing commas, no property twice.</summary>
internal static class PositionedJson
{
    public static Result<JsonItem> Parse(ReadOnlyMemory<byte> json, string fileName)
    {
        var bytes = json.Span;
        if (bytes.Length == 0) return Error.Invalid("park.empty").At(fileName);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var skipped = json.Length - bytes.Length;
        if (!Utf8.IsValid(bytes)) return Error.Invalid("park.not_utf8").At(fileName);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            var root = ReadValue(ref reader, bytes, skipped);
            return reader.Read() ? Error.Invalid("park.bad_json", "more than one value").At(fileName) : root;
        }
        catch (JsonException e)
        {
            return Error.Invalid("park.bad_json", FirstSentence(e.Message)).At(fileName, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
        }
        catch (DuplicatePropertyException e)
        {
            return Error.Invalid("park.property_twice", e.Name).At(fileName, LineOf(json.Span, e.Offset), ColumnOf(json.Span, e.Offset));
        }
        catch (InvalidOperationException)
        {
            // an escaped lone surrogate: valid UTF-8, yet no text
            return Error.Invalid("park.bad_json", "a string holds half a surrogate pair").At(fileName);
        }
    }

    public static int LineOf(ReadOnlySpan<byte> bytes, int offset) => bytes[..offset].Count((byte)'\n') + 1;

    public static int ColumnOf(ReadOnlySpan<byte> bytes, int offset) =>
        Encoding.UTF8.GetCharCount(bytes[(bytes[..offset].LastIndexOf((byte)'\n') + 1)..offset]) + 1;

    private static JsonItem ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, int skipped)
    {
        var offset = (int)reader.TokenStartIndex + skipped;
        var item = new JsonItem(reader.TokenType, offset)
        {
            Text = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
                _ => "",
            },
        };
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) item.Items.Add(ReadValue(ref reader, bytes, skipped));
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                var nameOffset = (int)reader.TokenStartIndex + skipped;
                if (item.Properties.Exists(p => p.Name == name)) throw new DuplicatePropertyException(name, nameOffset);
                reader.Read();
                item.Properties.Add((name, nameOffset, ReadValue(ref reader, bytes, skipped)));
            }
        }
        item.End = (int)reader.BytesConsumed + skipped;
        return item;
    }

    private static string FirstSentence(string message) => message.Split(". LineNumber", 2)[0].Split(". Path", 2)[0];

    private sealed class DuplicatePropertyException(string name, int offset) : Exception
    {
        public string Name { get; } = name;
        public int Offset { get; } = offset;
    }
}
