using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// One series of a meter's file, as the file has it: its own interval length, exact energy, nothing yet placed on a microgrid's grid.
/// Missing intervals are simply not there.
/// </summary>
/// <param name="Name">As the file calls it: a column, a register, a usage point.</param>
/// <param name="IntervalSeconds">Length of every interval.</param>
/// <param name="StartUtcSeconds">Starts of the intervals, ascending, none twice; seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Microjoules">Energy of each interval in µJ (1 Wh is 3.6e9 µJ): watts times seconds stay whole numbers, whatever the interval.</param>
public sealed record MeterChannel(string Name, int IntervalSeconds, long[] StartUtcSeconds, long[] Microjoules)
{
    /// <summary>µJ in one Wh.</summary>
    public const long MicrojoulesPerWh = 3_600_000_000;

    /// <summary><see cref="ReadingQuality"/> of each interval, or empty: all measured.</summary>
    public byte[] Quality { get; init; } = [];

    /// <summary>For each interval the number of its text in <see cref="MarkTexts"/>, or empty: none has one.</summary>
    public byte[] Marks { get; init; } = [];

    /// <summary>The file's own flags, word for word; number 0 is the empty one.</summary>
    public IReadOnlyList<string> MarkTexts { get; init; } = [""];

    /// <summary>For each interval its line in the file, from 1, or empty where that is not known; messages about two files name it.</summary>
    public int[] Lines { get; init; } = [];

    /// <summary>What the file says of the channel, such as a meter's serial number or a unit; empty where it says nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Of a register read as one: what files that follow each other are joined by.</summary>
    internal RegisterEnds? Ends { get; init; }
}

/// <summary>What was found while a file was read and is no fault: sentinels, duplicates, gaps, clock changes. Counts for the preview, with the first place.</summary>
/// <param name="Code">Of <c>Errors.resx</c>, <c>intake.…</c>.</param>
/// <param name="Count">How often.</param>
public sealed record IntakeNote(Error Code, long Count);

/// <summary>A meter's file as read: channels in the file's order, and what was noticed.</summary>
public sealed record IntakeFile(string FileName, IReadOnlyList<MeterChannel> Channels, IReadOnlyList<IntakeNote> Notes);
