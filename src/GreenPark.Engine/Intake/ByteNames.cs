using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>Values by names that come as bytes: the last one is recognised without being decoded, few others are looked up twice.</summary>
internal sealed class ByteNames<T>(Encoding encoding)
{
    private readonly Dictionary<string, T> values = [];
    private byte[] last = [];
    private int lastLength = -1;
    private T? lastValue;

    /// <param name="make">Asked once for each name, which is without spaces at its ends.</param>
    public T Of(ReadOnlySpan<byte> name, Func<string, T> make)
    {
        if (lastLength == name.Length && name.SequenceEqual(last.AsSpan(0, lastLength))) return lastValue!;
        Span<char> text = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        var found = ((ReadOnlySpan<char>)text[..encoding.GetChars(name, text)]).Trim();
        var lookup = values.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(found, out var value))
        {
            var made = found.ToString();
            values[made] = value = make(made);
        }
        if (last.Length < name.Length) last = new byte[name.Length * 2];
        name.CopyTo(last);
        (lastLength, lastValue) = (name.Length, value);
        return value!;
    }
}
