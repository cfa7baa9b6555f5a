using System.Text;
using System.Text.Json;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Readings as gateways send them: <c>{ "points": [ { "point": "MP-F", "start": "2026-01-01T00:00:00+08:00", "intervalMinutes": 15,
/// "kWh": [1.25, null, "0.750"], "quality": "MME" } ] }</c>. Values are exact: at most three decimals, as a number or as a text. Channels are
/// metering points; several blocks of one point are joined.
/// </summary>
public static class JsonIntake
{
    private const int MostMinutes = 24 * 60;
    private const long LargestWh = long.MaxValue / MeterChannel.MicrojoulesPerWh;

    /// <summary>Whether the bytes look like this format and not like a table.</summary>
    public static bool IsJson(ReadOnlySpan<byte> bytes) => bytes.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..];

    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var errors = new ErrorList();
        var blocks = new List<IntakeFile>();
        var reader = new Utf8JsonReader(bytes.Span.StartsWith("\uFEFF"u8) ? bytes.Span[3..] : bytes.Span, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            ReadAll(ref reader, fileName, blocks, errors);
        }
        catch (JsonException fault)
        {
            return Error.Invalid("intake.json_syntax").At(fileName, (int)Math.Min((fault.LineNumber ?? 0) + 1, int.MaxValue), (int)Math.Min((fault.BytePositionInLine ?? 0) + 1, int.MaxValue));
        }
        catch (InvalidOperationException)
        {
            // a text of half a surrogate pair, or of bytes that are no UTF-8: the reader finds out when the text is asked for
            return Error.Invalid("intake.json_syntax").At(fileName);
        }
        if (errors.Any) return errors.ToFailure<IntakeFile>();
        return blocks.Count == 0 ? Error.Invalid("intake.json_no_points").At(fileName) : ChannelJoin.Join(fileName, blocks);
    }

    private static void ReadAll(ref Utf8JsonReader reader, string fileName, List<IntakeFile> blocks, ErrorList errors)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var seen = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var points = reader.ValueTextEquals("points"u8);
            if (points && seen) errors.Add(Error.Invalid("intake.json_twice", "points").At(fileName));
            seen |= points;
            if (!points)
            {
                errors.Add(Error.Invalid("intake.json_unknown", reader.GetString()).At(fileName));
                reader.Skip();
                continue;
            }
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                errors.Add(Error.Invalid("intake.json_value", "points", "[ … ]").At(fileName));
                reader.Skip();
                continue;
            }
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    errors.Add(Error.Invalid("intake.json_value", $"points[{index}]", "{ … }").At(fileName));
                    reader.Skip();
                }
                else if (new Block(fileName, $"points[{index}]", errors).Read(ref reader) is { } channel) blocks.Add(new IntakeFile($"{fileName}/points[{index}]", [channel], []));
            }
        }
        if (reader.Read()) throw new JsonException();
    }

    /// <summary>One series of intervals without a gap in time; single values may be missing.</summary>
    private sealed class Block(string fileName, string path, ErrorList errors)
    {
        private readonly List<long> valuesWh = [];
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private string? point, quality;
        private long? start;
        private int? minutes;

        public MeterChannel? Read(ref Utf8JsonReader reader)
        {
            var before = errors.Count;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                // of two spellings of one thing neither can be believed
                if (!seen.Add(name)) Refuse("intake.json_twice", $"{path}.{name}");
                var taken = name switch
                {
                    "point" => reader.TokenType == JsonTokenType.String && (point = reader.GetString()) is { Length: > 0 },
                    "start" => reader.TokenType == JsonTokenType.String && TakeStart(ref reader),
                    "intervalMinutes" => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var whole) && (minutes = whole) is > 0 and <= MostMinutes,
                    "kWh" => reader.TokenType == JsonTokenType.StartArray && TakeValues(ref reader),
                    "quality" => reader.TokenType == JsonTokenType.String && (quality = reader.GetString()) is { } flags && flags.All(x => x is 'M' or 'E' or 'X' or '-'),
                    _ => false,
                };
                if (taken) continue;
                Refuse(name is "point" or "start" or "intervalMinutes" or "kWh" or "quality" ? "intake.json_value" : "intake.json_unknown", $"{path}.{name}", ExpectedOf(name));
                reader.Skip();
            }
            foreach (var (name, there) in ((string, bool)[])[("point", point is not null), ("start", start is not null), ("intervalMinutes", minutes is not null), ("kWh", valuesWh.Count > 0)])
                if (!there && errors.Count == before) Refuse("intake.json_missing", $"{path}.{name}", ExpectedOf(name));
            if (quality is not null && quality.Length != valuesWh.Count && errors.Count == before) Refuse("intake.json_quality", $"{path}.quality", valuesWh.Count, quality.Length);
            // the last interval, too, must end on a day that can be told
            if (errors.Count == before && !StampReader.IsInCalendar(start!.Value + valuesWh.Count * 60L * minutes!.Value)) Refuse("intake.json_value", $"{path}.start", ExpectedOf("start"));
            return errors.Count == before ? Channel() : null;
        }

        private MeterChannel Channel()
        {
            int[] there = [.. Enumerable.Range(0, valuesWh.Count).Where(i => valuesWh[i] != ReadingsTable.Missing && quality?[i] is not '-')];
            return new MeterChannel(point!, minutes!.Value * 60,
                [.. there.Select(i => start!.Value + i * 60L * minutes.Value)], [.. there.Select(i => valuesWh[i] * MeterChannel.MicrojoulesPerWh)])
            {
                Quality = quality is null ? [] : [.. there.Select(i => (byte)quality[i])],
            };
        }

        private bool TakeStart(ref Utf8JsonReader reader)
        {
            if (!IsoInstant.TryParse(Encoding.UTF8.GetBytes(reader.GetString()!), out var utcSeconds) || !StampReader.IsInCalendar(utcSeconds)) return false;
            start = utcSeconds;
            return true;
        }

        private bool TakeValues(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var value = reader.TokenType switch
                {
                    JsonTokenType.Null => ReadingsTable.Missing,
                    JsonTokenType.Number or JsonTokenType.String => KilowattHours.Parse(reader.ValueSpan) is >= 0 and <= LargestWh and var wh ? wh : long.MinValue,
                    _ => long.MinValue,
                };
                if (value == long.MinValue && !errors.OnlyCounts()) Refuse("intake.json_reading", $"{path}.kWh[{valuesWh.Count}]", Shown(ref reader));
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
                valuesWh.Add(value);
            }
            return true;
        }

        private static string Shown(ref Utf8JsonReader reader) => ReadingsFile.Shown(reader.ValueSpan);

        private void Refuse(string code, params object?[] args) => errors.Add(Error.Invalid(code, args).At(fileName));

        private static string ExpectedOf(string name) => name switch
        {
            "point" => "\"MP-F\"", "start" => "\"2026-01-01T00:00:00+08:00\"", "intervalMinutes" => "1–1440", "kWh" => "[1.25, null, \"0.750\"]", "quality" => "\"MME-\"", _ => "",
        };
    }
}
