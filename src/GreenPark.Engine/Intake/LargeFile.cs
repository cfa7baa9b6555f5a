namespace GreenPark.Engine.Intake;

/// <summary>
/// A CSV that is read without being in memory: in blocks, its readings put away in a temporary file and taken out one metering point at a
/// time. What it gives, faults and notes included, is what reading it whole gives.
/// </summary>
/// <param name="Name">How messages name the file.</param>
/// <param name="Open">The file from its beginning; asked more than once.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Spill">An empty temporary file, for reading and writing.</param>
public sealed record LargeFile(string Name, Func<Stream> Open, long Length, Stream Spill, CancellationToken Stop = default)
{
    /// <summary>Bytes of the text that are looked at together.</summary>
    public int BlockBytes { get; init; } = 4 << 20;

    /// <summary>Memory for readings before they are put away, and for those taken out at a time.</summary>
    public int BufferBytes { get; init; } = 12 << 20;
}

/// <summary>A metering point's readings on the microgrid's intervals, to the Wh, as they come out of a <see cref="LargeFile"/>; they stand until the next ones come.</summary>
/// <param name="Starts">Starts of the intervals that have a reading, ascending; seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Quality"><see cref="Metering.ReadingQuality"/> of each, or empty: all measured.</param>
/// <param name="Marks">For each the number of its text in <paramref name="MarkTexts"/>, or empty.</param>
public sealed record PlacedReadings(string Point, ReadOnlyMemory<long> Starts, ReadOnlyMemory<long> EnergyWh, ReadOnlyMemory<byte> Quality, ReadOnlyMemory<byte> Marks, IReadOnlyList<string> MarkTexts);

/// <summary>What a <see cref="LargeFile"/> had, beside the readings themselves.</summary>
/// <param name="Points">In column order.</param>
/// <param name="Starts">Of every row, as in <see cref="GridReadings"/>.</param>
public sealed record LargeReadings(string FileName, IReadOnlyList<string> Points, IReadOnlyList<long> Starts, IReadOnlyList<IntakeNote> Notes);
