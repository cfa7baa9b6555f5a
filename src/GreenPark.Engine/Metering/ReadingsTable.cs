using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>One readings file as it was written: rows in file order, one column per metering point, nothing yet placed on a grid.</summary>
public sealed class ReadingsTable
{
    /// <summary>A cell without a reading.</summary>
    public const long Missing = -1;

    internal ReadingsTable(string fileName, ReadOnlyMemory<byte> bytes, string[] points, int[] cellOfPoint, long[] startUtcSeconds, int[] rowOffsets, int[] labelLengths, long[] valuesWh)
    {
        FileName = fileName;
        Bytes = bytes;
        Points = points;
        StartUtcSeconds = startUtcSeconds;
        this.cellOfPoint = cellOfPoint;
        this.rowOffsets = rowOffsets;
        this.labelLengths = labelLengths;
        ValuesWh = valuesWh;
    }

    private readonly int[] cellOfPoint;
    private readonly int[] rowOffsets;
    private readonly int[] labelLengths;

    public string FileName { get; }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Metering point codes in column order.</summary>
    public IReadOnlyList<string> Points { get; }

    /// <summary>Per row, seconds since 1970-01-01T00:00:00Z, ascending.</summary>
    public IReadOnlyList<long> StartUtcSeconds { get; }

    public int Rows => StartUtcSeconds.Count;

    /// <summary>Wh, row-major, rows × points; <see cref="Missing"/> for an empty cell.</summary>
    public ReadOnlyMemory<long> ValuesWh { get; }

    /// <summary>The row's <c>interval_start</c> as it was written.</summary>
    public ReadOnlyMemory<byte> Label(int row) => Bytes.Slice(rowOffsets[row], labelLengths[row]);

    /// <summary>Line and column of a cell; the header is line 1 and a row takes one line.</summary>
    public Place PlaceOf(int row, int point)
    {
        var line = Bytes.Span[rowOffsets[row]..];
        var column = 0;
        for (var field = 0; field <= cellOfPoint[point]; field++) column += line[column..].IndexOf((byte)',') + 1;
        return new Place(FileName, row + 2, Encoding.UTF8.GetCharCount(line[..column]) + 1);
    }
}
