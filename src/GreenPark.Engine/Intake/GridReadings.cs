using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>Readings of metering points on a microgrid's intervals, whole Wh, with where each came from.</summary>
/// <param name="Points">Metering point codes in column order.</param>
/// <param name="StartUtcSeconds">Per row, ascending, on the microgrid's grid.</param>
/// <param name="ValuesWh">Row-major, rows × points; <see cref="ReadingsTable.Missing"/> where there is none.</param>
public sealed record GridReadings(string FileName, IReadOnlyList<string> Points, IReadOnlyList<long> StartUtcSeconds, ReadOnlyMemory<long> ValuesWh)
{
    /// <summary><see cref="ReadingQuality"/> in the same shape, or empty: what is there is measured.</summary>
    public ReadOnlyMemory<byte> Quality { get; init; }

    /// <summary>Numbers of <see cref="MarkTexts"/> in the same shape, or empty.</summary>
    public ReadOnlyMemory<byte> Marks { get; init; }

    /// <summary>Flags of the meter's file or of the method that made a reading; number 0 is the empty one.</summary>
    public IReadOnlyList<string> MarkTexts { get; init; } = [""];

    /// <summary>What was noticed while placing, such as energy in intervals of which a part is missing.</summary>
    public IReadOnlyList<IntakeNote> Notes { get; init; } = [];

    public int Rows => StartUtcSeconds.Count;

    /// <summary>A wide CSV's readings, which are on the grid already.</summary>
    public static GridReadings Of(ReadingsTable table) => new(table.FileName, table.Points, table.StartUtcSeconds, table.ValuesWh);
}
