using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Values by names that come as bytes. Rows name the same channel again or, meter after meter, the one that followed it before: both are
/// recognised without being decoded.
/// </summary>
internal sealed class ByteNames<T>(Encoding encoding)
{
    private readonly Dictionary<string, Spelling> spellings = [];
    private readonly Dictionary<string, T> values = [];
    private Spelling? last;

    /// <summary>A name as it was written, spaces and all.</summary>
    private sealed record Spelling(byte[] Bytes, T Value)
    {
        public Spelling? Next { get; set; }
    }

    /// <param name="make">Asked once for each name, which is without spaces at its ends.</param>
    public T Of(ReadOnlySpan<byte> name, Func<string, T> make)
    {
        if (last is { } again && name.SequenceEqual(again.Bytes)) return again.Value;
        if (last?.Next is { } next && name.SequenceEqual(next.Bytes)) return (last = next).Value;
        var found = Find(name, make);
        if (last is not null) last.Next = found;
        last = found;
        return found.Value;
    }

    private Spelling Find(ReadOnlySpan<byte> name, Func<string, T> make)
    {
        Span<char> text = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        text = text[..encoding.GetChars(name, text)];
        if (spellings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known)) return known;
        var trimmed = text.Trim().ToString();
        if (!values.TryGetValue(trimmed, out var value)) values[trimmed] = value = make(trimmed);
        return spellings[text.ToString()] = new Spelling(name.ToArray(), value);
    }
}
