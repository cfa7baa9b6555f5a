using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// A JSON value on its way to or from canonical bytes. JSON null is C# null. Texts, whole numbers, truth values and
/// fractions convert by themselves, so that a document reads like the page that describes it:
/// <c>new CanonicalObject { ["run"] = 7, ["head"] = null }</c>.
/// </summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are the constructors.")]
public abstract class CanonicalValue
{
    private protected CanonicalValue() { }

    /// <summary>This value's RFC 8785 bytes.</summary>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair.</exception>
    public byte[] ToBytes() => CanonicalJson.Write(this);

    public static implicit operator CanonicalValue?(string? text) => text is null ? null : new CanonicalText(text);
    public static implicit operator CanonicalValue(bool flag) => new CanonicalFlag(flag);

    /// <summary>Written in full, whatever its size: 2^53 + 1 stays what it is.</summary>
    public static implicit operator CanonicalValue(long whole) => new CanonicalWhole(whole);

    /// <exception cref="ArgumentOutOfRangeException">Not a number, or infinite.</exception>
    public static implicit operator CanonicalValue(double number) => new CanonicalNumber(number);

    /// <exception cref="ArgumentOutOfRangeException">No double stands for exactly these digits (15 always do).</exception>
    public static implicit operator CanonicalValue(decimal number) => new CanonicalNumber(EcmaScriptNumber.FromDecimal(number));
}

/// <summary>Members in UTF-16 code unit order, whatever the order they were added in; each name once.</summary>
public sealed class CanonicalObject : CanonicalValue, IEnumerable<KeyValuePair<string, CanonicalValue?>>
{
    private readonly SortedDictionary<string, CanonicalValue?> members = new(StringComparer.Ordinal);

    public CanonicalObject() { }

    public CanonicalObject(IEnumerable<KeyValuePair<string, CanonicalValue?>> members)
    {
        foreach (var (name, value) in members) Add(name, value);
    }

    public int Count => members.Count;

    /// <summary>The initialiser's form of <see cref="Add"/>.</summary>
    public CanonicalValue? this[string name]
    {
        get => members[name];
        init => Add(name, value);
    }

    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string name, CanonicalValue? value) => members.Add(name, value);

    public bool TryAdd(string name, CanonicalValue? value) => members.TryAdd(name, value);

    public bool TryGet(string name, out CanonicalValue? value) => members.TryGetValue(name, out value);

    public IEnumerator<KeyValuePair<string, CanonicalValue?>> GetEnumerator() => members.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Items in the order given.</summary>
public sealed class CanonicalArray : CanonicalValue, IReadOnlyList<CanonicalValue?>
{
    private readonly List<CanonicalValue?> items = [];

    public CanonicalArray() { }

    public CanonicalArray(IEnumerable<CanonicalValue?> items) => this.items.AddRange(items);

    public int Count => items.Count;
    public CanonicalValue? this[int index] => items[index];

    public void Add(CanonicalValue? value) => items.Add(value);

    public IEnumerator<CanonicalValue?> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal sealed class CanonicalText(string value) : CanonicalValue
{
    public string Value => value;
}

internal sealed class CanonicalFlag(bool value) : CanonicalValue
{
    public bool Value => value;
}

internal sealed class CanonicalWhole(long value) : CanonicalValue
{
    public long Value => value;
}

internal sealed class CanonicalNumber(double value) : CanonicalValue
{
    public double Value { get; } = double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
}
