using System.Globalization;
using System.Text.Json;

namespace GreenPark.Engine.Parks;

/// <summary>Collects the faults of one park file with their line and column.</summary>
internal sealed class ParkFaults(string fileName, ReadOnlyMemory<byte> bytes)
{
    public ErrorList Errors { get; } = new();

    public void Add(int offset, string code, params object?[] args)
    {
        if (!Errors.OnlyCounts()) Errors.Add(Error.Invalid(code, args) with { Place = TextPlace.Of(fileName, bytes.Span, offset) });
    }
}

/// <summary>
/// Reads the properties of one object: each read marks its property as known, <see cref="Close"/> reports the rest.
/// A fault is noted and a stand-in returned, so that one pass finds every fault.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonItem item;
    private readonly ParkFaults faults;
    private readonly HashSet<string> known = [];

    public JsonFields(JsonItem item, string what, ParkFaults faults)
    {
        this.item = item;
        this.faults = faults;
        What = what;
        if (item.Kind != JsonTokenType.StartObject) faults.Add(item.Offset, "park.not_an_object", what);
    }

    /// <summary>What the object is, for messages: <c>contracts[2]</c>.</summary>
    public string What { get; }

    public int Offset => item.Offset;

    public bool Has(string name) => Find(name) is not null;

    public JsonItem? Find(string name)
    {
        known.Add(name);
        return item.Find(name);
    }

    /// <summary>Whether the property is there and a list: otherwise nothing can be looked up in it.</summary>
    public bool HasList(string name) => Find(name)?.Kind == JsonTokenType.StartArray;

    public int OffsetOf(string name) => Find(name)?.Offset ?? item.Offset;

    public JsonFields? Object(string name, bool required = false) =>
        Get(name, required) is { } value ? new JsonFields(value, name, faults) : null;

    public IEnumerable<JsonFields> Objects(string name, bool required = true)
    {
        if (Array(name, required) is not { } array) yield break;
        for (var i = 0; i < array.Items.Count; i++) yield return new JsonFields(array.Items[i], $"{name}[{i}]", faults);
    }

    /// <summary>The codes a list names.</summary>
    public IEnumerable<string> References(string name)
    {
        if (Array(name, required: true) is not { } array) yield break;
        foreach (var entry in array.Items)
        {
            if (entry.Kind != JsonTokenType.String) faults.Add(entry.Offset, "park.not_text", name);
            else if (entry.Text.Length == 0) faults.Add(entry.Offset, "park.bad_code", "");
            else yield return entry.Text;
        }
    }

    /// <summary>The code of another entry; whether there is such an entry is looked up later, so an empty one is refused here.</summary>
    public string Reference(string name)
    {
        var code = Text(name, required: true);
        if (code.Length == 0 && Find(name)?.Kind == JsonTokenType.String) Fault(name, "park.bad_code", code);
        return code;
    }

    public string Text(string name, bool required = false, string absent = "")
    {
        if (Get(name, required) is not { } value) return absent;
        if (value.Kind == JsonTokenType.String) return value.Text;
        faults.Add(value.Offset, "park.not_text", name);
        return absent;
    }

    /// <summary>A user's code: <c>[A-Za-z0-9._-]{1,64}</c>.</summary>
    public string Code()
    {
        var code = Text("code", required: true);
        if (Has("code") && !Codes.IsCode(code)) faults.Add(OffsetOf("code"), "park.bad_code", code);
        return code;
    }

    public long Whole(string name, long min, long max, long absent = 0, bool required = false)
    {
        if (Get(name, required) is not { } value) return absent;
        if (value.Kind == JsonTokenType.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        faults.Add(value.Offset, "park.bad_whole_number", name, min, max);
        return absent;
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } value) return false;
        if (value.Kind is JsonTokenType.True or JsonTokenType.False) return value.Kind == JsonTokenType.True;
        faults.Add(value.Offset, "park.bad_flag", name);
        return false;
    }

    /// <param name="nullable">Whether <c>null</c> says the same as leaving the property out.</param>
    public EmissionFactor? Factor(string name, bool required = false, bool nullable = false)
    {
        if (Get(name, required) is not { } value || (nullable && value.Kind == JsonTokenType.Null)) return null;
        if (value.Kind == JsonTokenType.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var grams)
            && SurvivesParsing(value.Text, grams) && EmissionFactor.TryFrom(grams, out var factor)) return factor;
        faults.Add(value.Offset, "park.bad_factor", name);
        return null;
    }

    public DateRange Dates()
    {
        var range = new DateRange(Date("from"), Date("to"));
        if (range.IsEmpty) faults.Add(OffsetOf("to"), "park.empty_dates", What);
        return range;
    }

    public T OneOf<T>(string name, IReadOnlyList<(string Text, T Value)> choices, T absent, bool required = false)
    {
        if (Get(name, required) is not { } value) return absent;
        if (value.Kind == JsonTokenType.String)
            foreach (var (text, choice) in choices)
                if (text == value.Text) return choice;
        faults.Add(value.Offset, "park.not_one_of", name, string.Join(", ", choices.Select(c => c.Text)));
        return absent;
    }

    /// <summary>Reports the properties that nobody asked for.</summary>
    public void Close()
    {
        foreach (var (name, offset, _) in item.Properties)
            if (!known.Contains(name)) faults.Add(offset, "park.unknown_property", name, What);
    }

    public void Fault(string name, string code, params object?[] args) => faults.Add(OffsetOf(name), code, args);

    /// <summary>The object's own bytes within the file.</summary>
    public Range Extent => item.Offset..item.End;

    private JsonItem? Get(string name, bool required)
    {
        var value = Find(name);
        if (value is null && required && item.Kind == JsonTokenType.StartObject) faults.Add(item.Offset, "park.missing_property", name, What);
        return value;
    }

    private JsonItem? Array(string name, bool required)
    {
        if (Get(name, required) is not { } value) return null;
        if (value.Kind == JsonTokenType.StartArray) return value;
        faults.Add(value.Offset, "park.not_a_list", name);
        return null;
    }

    private DateOnly? Date(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.Kind == JsonTokenType.String
            && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        faults.Add(value.Offset, "park.bad_date", name);
        return null;
    }

    // decimal.Parse rounds silently past 28 digits and below 1e-28; such a factor has too many decimals anyway
    private static bool SurvivesParsing(string number, decimal parsed) =>
        number.Count(char.IsAsciiDigit) <= 28 && (parsed != 0 || !number.TakeWhile(c => c is not ('e' or 'E')).Any(c => c is >= '1' and <= '9'));
}
