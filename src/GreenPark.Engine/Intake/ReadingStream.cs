using System.Runtime.InteropServices;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Rows with the same channels in file order: all rows of a wide file, or those of one channel of a long file. Values are micro-units,
/// row-major, <see cref="NumberReader.Missing"/> where there is none.
/// </summary>
internal sealed class ReadingStream(RowContext context, string[] names)
{
    private const int FirstRows = 128;
    private readonly List<long> stamps = [];
    private readonly List<int> lines = [];
    private readonly List<int> serials = [];
    private readonly List<byte> flags = [];
    private long[] values = [];

    public IReadOnlyList<string> Names => names;
    public int Rows => stamps.Count;
    public ReadOnlySpan<long> Stamps => CollectionsMarshal.AsSpan(stamps);

    public int Line(int row) => lines[row];
    public byte Flag(int row) => context.HasFlags ? flags[row] : (byte)0;
    public int Serial(int row) => serials.Count == 0 ? 0 : serials[row];
    public ReadOnlySpan<long> Values(int row) => values.AsSpan(row * names.Length, names.Length);
    public ReadOnlySpan<long> AllValues => values;

    /// <summary>Room for the next row's values; what is written there counts once <see cref="Add"/> is called.</summary>
    /// <param name="expectedRows">How many rows there will be, as far as one can tell; the room is taken once then.</param>
    public Span<long> Room(long expectedRows)
    {
        var needed = (Rows + 1L) * names.Length;
        if (needed > values.Length)
        {
            var rows = Math.Max(expectedRows, Math.Max(FirstRows, Rows * 3L / 2));
            var more = GC.AllocateUninitializedArray<long>((int)Math.Clamp(rows * names.Length, needed, Array.MaxLength));
            values.AsSpan(0, Rows * names.Length).CopyTo(more);
            values = more;
        }
        return values.AsSpan(Rows * names.Length, names.Length);
    }

    /// <param name="stamp">Local seconds, or UTC seconds where stamps carry their offset.</param>
    public void Add(long stamp, int line, byte flag, int serial)
    {
        stamps.Add(stamp);
        lines.Add(line);
        if (context.HasFlags) flags.Add(flag);
        if (context.IsRegister) serials.Add(serial);
    }

    /// <summary>Whether two rows say the same.</summary>
    public bool Same(int one, int other) => Flag(one) == Flag(other) && Serial(one) == Serial(other) && Values(one).SequenceEqual(Values(other));
}
