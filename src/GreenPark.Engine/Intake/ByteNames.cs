using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Values by names that come as bytes. Rows name the same channel again or, meter after meter, the one that followed it before: both are
/// recognised without being decoded.
/// </summary>
internal sealed class ByteNames<T>(Encoding encoding)
{
    /// <summary>Longer spellings, and those that come after so many, are looked up anew each time: they take no memory.</summary>
    private const int MostSpellings = 2 * NameRoom.Most, MostBytes = 256;

    private readonly Dictionary<string, Spelling> spellings = [];
    private Spelling? last;

    /// <summary>A name as it was written, spaces and all.</summary>
    private sealed record Spelling(byte[] Bytes, T Value)
    {
        public Spelling? Next { get; set; }
    }

    /// <param name="make">Asked for a name, which is without spaces at its ends, once for each way it is written and perhaps again.</param>
    public T Of(ReadOnlySpan<byte> name, Func<string, T> make)
    {
        if (last is { } again && name.SequenceEqual(again.Bytes)) return again.Value;
        if (last?.Next is { } next && name.SequenceEqual(next.Bytes)) return (last = next).Value;
        Span<char> text = name.Length <= MostBytes ? stackalloc char[MostBytes] : new char[name.Length];
        text = text[..encoding.GetChars(name, text)];
        if (!spellings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var found))
        {
            var value = make(text.Trim().ToString());
            if (name.Length > MostBytes || spellings.Count >= MostSpellings) return value;
            spellings.Add(text.ToString(), found = new Spelling(name.ToArray(), value));
        }
        if (last is not null) last.Next = found;
        last = found;
        return found.Value;
    }
}
