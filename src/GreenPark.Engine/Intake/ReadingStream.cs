using System.Runtime.InteropServices;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Rows with the same channels in file order: all rows of a wide file, or those of one channel of a long file. Values are micro-units,
/// row-major, <see cref="NumberReader.Missing"/> where there is none. Of a large file rows are put away as they come; once all are there
/// <see cref="Gather"/> brings back all but the values, and <see cref="Parts"/> these, some channels at a time.
/// </summary>
internal sealed class ReadingStream(RowContext context, string[] names, Spill? spill = null)
{
    private const int FirstRows = 128;
    private readonly List<long> frames = [];
    private readonly SpilledValues? spilled = spill is null ? null : new SpilledValues(spill, names.Length);
    private List<long> stamps = [];
    private List<int> lines = [];
    private List<int> serials = [];
    private List<byte> flags = [];
    private long[] values = [];
    private int blockRows = spill?.BlockRows(names.Length) ?? int.MaxValue;

    public IReadOnlyList<string> Names => names;

    /// <summary>Those put away included.</summary>
    public int Rows => isGathered ? stamps.Count : stamps.Count + (spilled?.Rows ?? 0);
    public ReadOnlySpan<long> Stamps => CollectionsMarshal.AsSpan(stamps);

    private bool isGathered;

    public int Line(int row) => lines[row];
    public byte Flag(int row) => context.HasFlags ? flags[row] : (byte)0;
    public int Serial(int row) => serials.Count == 0 ? 0 : serials[row];
    public ReadOnlySpan<long> Values(int row) => values.AsSpan(row * names.Length, names.Length);
    public ReadOnlySpan<long> AllValues => values;

    /// <summary>Room for the next row's values; what is written there counts once <see cref="Add"/> is called.</summary>
    /// <param name="expectedRows">How many rows there will be, as far as one can tell; the room is taken once then.</param>
    public Span<long> Room(long expectedRows)
    {
        var held = stamps.Count;
        var needed = (held + 1L) * names.Length;
        if (needed > values.Length)
        {
            var rows = Math.Min(Math.Max(expectedRows, Math.Max(FirstRows, held * 3L / 2)), Math.Max(blockRows, held + 1));
            var more = GC.AllocateUninitializedArray<long>((int)Math.Clamp(rows * names.Length, needed, Array.MaxLength));
            values.AsSpan(0, held * names.Length).CopyTo(more);
            values = more;
        }
        return values.AsSpan(held * names.Length, names.Length);
    }

    /// <param name="stamp">Local seconds, or UTC seconds where stamps carry their offset.</param>
    public void Add(long stamp, int line, byte flag, int serial)
    {
        stamps.Add(stamp);
        lines.Add(line);
        if (context.HasFlags) flags.Add(flag);
        if (context.IsRegister) serials.Add(serial);
        if (stamps.Count >= blockRows) PutAway();
    }

    /// <summary>Whether two rows say the same.</summary>
    public bool Same(int one, int other) => Flag(one) == Flag(other) && Serial(one) == Serial(other) && (spilled?.AreSame(one, other) ?? Values(one).SequenceEqual(Values(other)));

    /// <summary>All rows are there: their stamps, lines, flags and serial numbers come back into memory.</summary>
    public void Gather()
    {
        if (spilled is null) return;
        PutAway();
        values = [];
        (stamps, lines, serials, flags) = (new(spilled.Rows), new(spilled.Rows), [], []);
        Span<int> head = stackalloc int[1];
        foreach (var offset in frames)
        {
            spill!.Read(offset, head);
            var at = offset + 4;
            at = Bring(stamps, head[0], at);
            at = Bring(lines, head[0], at);
            if (context.IsRegister) at = Bring(serials, head[0], at);
            if (context.HasFlags) Bring(flags, head[0], at);
        }
        isGathered = true;
    }

    /// <summary>The channels with their values, as many at a time as there is memory for; itself where it is in memory anyway.</summary>
    public IEnumerable<ReadingStream> Parts()
    {
        if (spilled is null)
        {
            yield return this;
            yield break;
        }
        var width = (int)Math.Clamp(spill!.BufferBytes / (8L * Math.Max(1, Rows)), 1, names.Length);
        long[] room = [];
        for (var first = 0; first < names.Length; first += width)
        {
            var some = names[first..Math.Min(first + width, names.Length)];
            var part = new ReadingStream(context, some) { stamps = stamps, lines = lines, serials = serials, flags = flags };
            var size = Rows * some.Length;
            if (room.Length != size) room = GC.AllocateUninitializedArray<long>(size);
            spilled.Read(first, some.Length, room);
            part.values = room;
            yield return part;
        }
    }

    /// <summary>Its channels were taken: what was gathered is let go.</summary>
    public void Release()
    {
        if (spilled is null) return;
        (stamps, lines, serials, flags) = ([], [], [], []);
        spilled.Release();
    }

    private void PutAway()
    {
        if (stamps.Count == 0) return;
        spilled!.Write(values.AsSpan(0, stamps.Count * names.Length), stamps.Count);
        frames.Add(spill!.Append<int>([stamps.Count]));
        spill.Append<long>(CollectionsMarshal.AsSpan(stamps));
        spill.Append<int>(CollectionsMarshal.AsSpan(lines));
        if (context.IsRegister) spill.Append<int>(CollectionsMarshal.AsSpan(serials));
        if (context.HasFlags) spill.Append<byte>(CollectionsMarshal.AsSpan(flags));
        stamps.Clear();
        lines.Clear();
        serials.Clear();
        flags.Clear();
        // the more streams share the memory, the smaller is each one's part
        if (spill.BlockRows(names.Length) is var rows && rows < blockRows)
        {
            blockRows = rows;
            (stamps.Capacity, lines.Capacity, serials.Capacity, flags.Capacity, values) = (0, 0, 0, 0, []);
            spilled.Release();
        }
    }

    private long Bring<T>(List<T> list, int count, long at) where T : unmanaged
    {
        var there = list.Count;
        CollectionsMarshal.SetCount(list, there + count);
        var room = CollectionsMarshal.AsSpan(list)[there..];
        spill!.Read(at, room);
        return at + MemoryMarshal.AsBytes(room).Length;
    }
}
