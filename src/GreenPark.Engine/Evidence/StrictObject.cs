using System.Globalization;
using System.Text.RegularExpressions;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// One object of a document. A property that is missing or of the wrong kind is reported and answered with a stand-in,
/// so that reading goes on; the stand-in never leaves <see cref="StrictJson.Read{T}"/>.
/// </summary>
internal sealed partial class StrictObject
{
    // What was expected is told in signs, not in words: the same in every language.
    private const string CodeSigns = "[A-Za-z0-9._-]{1,64}";
    private const string HashForm = "[0-9a-f]{64}";
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";
    private readonly StrictReading reading;
    private readonly CanonicalObject? members;
    private readonly string path;
    private readonly HashSet<string> asked = [];

    /// <param name="members">Null for the stand-in of an object that is missing: nothing more is reported below it.</param>
    /// <param name="path">Where the object stands: <c>basis.contracts[0].</c>, empty for the document.</param>
    public StrictObject(StrictReading reading, CanonicalObject? members, string path)
    {
        (this.reading, this.members, this.path) = (reading, members, path);
        reading.Opened(this);
    }

    /// <summary>No fault so far in the whole document: only then is it worth comparing one property with another.</summary>
    public bool IsWhole => !reading.Errors.Any;

    /// <summary>Names and values of an object whose names are data, in canonical order.</summary>
    /// <param name="anyName">Names need not be codes: they are another system's.</param>
    public IReadOnlyList<KeyValuePair<string, T>> Entries<T>(Func<StrictObject, string, T> read, bool anyName = false)
    {
        if (members is null) return [];
        var entries = new List<KeyValuePair<string, T>>(members.Count);
        foreach (var (name, _) in members)
        {
            if (!anyName && !CodeForm().IsMatch(name)) Refuse(name, CodeSigns);
            entries.Add(new(name, read(this, name)));
        }
        return entries;
    }

    public string Text(string name) => Get<CanonicalText>(name, "string")?.Value ?? "";

    public string? TextOrNull(string name) => IsNull(name) ? null : Text(name);

    /// <summary>A code as the park file allows it; safe in a file name.</summary>
    public string Code(string name) => Matching(name, CodeForm().IsMatch, CodeSigns, "x");

    public string? CodeOrNull(string name) => IsNull(name) ? null : Code(name);

    /// <summary>A code, or the empty text where the park file has none.</summary>
    public string CodeOrEmpty(string name) => Matching(name, text => text.Length == 0 || CodeForm().IsMatch(text), CodeSigns, "");

    public string Hash(string name) => Matching(name, Sha256Hex.IsWellFormed, HashForm, Zeros);

    public string? HashOrNull(string name) => IsNull(name) ? null : Hash(name);

    public IReadOnlyList<string> Hashes(string name)
    {
        var list = new List<string>();
        foreach (var (index, item) in Items(name))
            if (item is CanonicalText { Value: var text } && Sha256Hex.IsWellFormed(text)) list.Add(text);
            else Refuse($"{name}[{index}]", HashForm);
        return list;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var list = new List<string>();
        foreach (var (index, item) in Items(name))
            if (item is CanonicalText { Value: var text }) list.Add(text);
            else Refuse($"{name}[{index}]", "string");
        return list;
    }

    /// <summary>A factor in g/kWh in its one spelling: <c>536.6</c>.</summary>
    public string Factor(string name) => Matching(name, IsFactor, "536.6", "0");

    public string OneOf(string name, params string[] choices) =>
        Matching(name, text => choices.Contains(text), string.Join(" | ", choices), choices[0]);

    public T OneOf<T>(string name) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToArray();
        return Enum.GetValues<T>()[Array.IndexOf(names, OneOf(name, names))];
    }

    public bool Flag(string name) => Get<CanonicalFlag>(name, "true | false")?.Value ?? false;

    public long Whole(string name, long least = 0, long most = long.MaxValue)
    {
        var value = Get<CanonicalWhole>(name, "integer")?.Value;
        if (value < least || value > most) Refuse(name, string.Create(CultureInfo.InvariantCulture, $"{least} … {most}"));
        return value ?? least;
    }

    public long? WholeOrNull(string name, long least = 0, long most = long.MaxValue) => IsNull(name) ? null : Whole(name, least, most);

    public DateTime Time(string name)
    {
        var good = EvidenceTime.TryRead(Text(name), out DateTime utc);
        if (!good && Has(name)) Refuse(name, "2026-05-20T09:58:00Z");
        return utc;
    }

    public DateOnly Day(string name)
    {
        var good = EvidenceTime.TryRead(Text(name), out DateOnly day);
        if (!good && Has(name)) Refuse(name, "2026-05-20");
        return day;
    }

    public StrictObject Object(string name) => new(reading, Get<CanonicalObject>(name, "object"), $"{path}{name}.");

    public IReadOnlyList<T> Objects<T>(string name, Func<StrictObject, T> read)
    {
        var list = new List<T>();
        foreach (var (index, item) in Items(name))
            if (item is CanonicalObject found) list.Add(read(new StrictObject(reading, found, $"{path}{name}[{index}].")));
            else Refuse($"{name}[{index}]", "object");
        return list;
    }

    /// <summary>A property of any kind.</summary>
    public CanonicalValue? Any(string name) => IsNull(name) ? null : Get<CanonicalValue>(name, "…");

    /// <summary>A property that this version writes as null only.</summary>
    public void Null(string name)
    {
        if (!IsNull(name)) Get<NoValue>(name, "null");
    }

    /// <summary>Reports a fault with a sentence of its own.</summary>
    public void Fault(string code, params object?[] args) => reading.Refuse(code, args);

    /// <summary>Reports a value that is well formed but does not fit.</summary>
    public void Refuse(string name, string expected) => reading.Refuse("evidence.property_wrong", path + name, expected);

    public void RefuseUnknown()
    {
        foreach (var (name, _) in members ?? [])
            if (!asked.Contains(name)) reading.Refuse("evidence.property_unknown", path + name);
    }

    /// <summary>No property is of this kind: asking for it reports what stands there instead.</summary>
    private sealed class NoValue : CanonicalValue;

    private IEnumerable<(int Index, CanonicalValue? Item)> Items(string name) => (Get<CanonicalArray>(name, "array") ?? []).Index();

    private string Matching(string name, Func<string, bool> fits, string expected, string standIn)
    {
        if (Get<CanonicalText>(name, expected) is not { } text) return standIn;
        if (fits(text.Value)) return text.Value;
        Refuse(name, expected);
        return standIn;
    }

    private bool Has(string name) => members is not null && members.TryGet(name, out var value) && value is CanonicalText;

    private bool IsNull(string name)
    {
        if (members is null || !members.TryGet(name, out var value) || value is not null) return false;
        asked.Add(name);
        return true;
    }

    private T? Get<T>(string name, string expected) where T : CanonicalValue
    {
        asked.Add(name);
        if (members is null) return null;
        if (!members.TryGet(name, out var value)) reading.Refuse("evidence.property_missing", path + name);
        else if (value is T good) return good;
        else Refuse(name, expected);
        return null;
    }

    private static bool IsFactor(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var grams)
        && EmissionFactor.TryFrom(grams, out var factor) && factor.ToString() == text;

    [GeneratedRegex(@"\A" + CodeSigns + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
