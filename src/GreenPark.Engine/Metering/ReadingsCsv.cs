using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>Writes <c>readings.csv</c> and <c>quality.csv</c> from a run's readings: LF line ends, kWh with three decimals.</summary>
public static class ReadingsCsv
{
    private const int BytesOfReading = 8, BytesOfFlag = 2, BytesOfLabel = 27;   // guesses of cells with their commas

    public static byte[] Write(ReadingSet readings)
    {
        var buffer = Buffer(readings.ValuesWh.Length, readings.Labels.Count, BytesOfReading);
        Write(buffer, readings.Points, readings.Labels.Count, t => readings.Labels[t], readings.ValuesWh.Span, WriteEnergy, static () => { });
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Hash of what <see cref="Write(ReadingSet)"/> gives, in lower-case hex, without ever holding more than a row of it.</summary>
    public static string Sha256(ReadingSet readings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = Buffer(readings.Points.Length, 1, BytesOfReading);
        Write(buffer, readings.Points, readings.Labels.Count, t => readings.Labels[t], readings.ValuesWh.Span, WriteEnergy, () =>
        {
            hash.AppendData(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The same shape; M measured, E estimated, X edited, empty missing.</summary>
    public static byte[] WriteQuality(ReadingSet readings)
    {
        var flags = readings.Quality;
        return WriteFlags(readings.Points, readings.Labels.Count, t => readings.Labels[t], readings.ValuesWh.Span,
            cell => flags.IsEmpty ? (byte)ReadingQuality.Measured : flags.Span[cell]);
    }

    /// <summary>For a file without flags: every reading it has is measured.</summary>
    public static byte[] WriteQuality(ReadingsTable table) =>
        WriteFlags(table.Points, table.Rows, table.Label, table.ValuesWh.Span, _ => (byte)ReadingQuality.Measured);

    private static byte[] WriteFlags(IReadOnlyList<string> points, int rows, Func<int, ReadOnlyMemory<byte>> label, ReadOnlySpan<long> values, Func<int, byte> flag)
    {
        var buffer = Buffer(values.Length, rows, BytesOfFlag);
        Write(buffer, points, rows, label, values, (target, cell, _) => target.Write([flag(cell)]), static () => { });
        return buffer.WrittenSpan.ToArray();
    }

    private static ArrayBufferWriter<byte> Buffer(int cells, int rows, int bytesOfCell) => new(cells * bytesOfCell + rows * BytesOfLabel + 4096);

    private static void WriteEnergy(ArrayBufferWriter<byte> buffer, int cell, long energyWh) => KilowattHours.Write(buffer, energyWh);

    /// <summary>Missing values are empty cells; others are written by <paramref name="writeCell"/>, given the cell's number and value.</summary>
    private static void Write(
        ArrayBufferWriter<byte> buffer, IReadOnlyList<string> points, int rows, Func<int, ReadOnlyMemory<byte>> label, ReadOnlySpan<long> values,
        Action<ArrayBufferWriter<byte>, int, long> writeCell, Action rowDone)
    {
        var width = points.Count;
        buffer.Write(Encoding.UTF8.GetBytes("interval_start," + string.Join(',', points)));
        for (var t = 0; t < rows; t++)
        {
            buffer.Write("\n"u8);
            buffer.Write(label(t).Span);
            for (var cell = t * width; cell < (t + 1) * width; cell++)
            {
                buffer.Write(","u8);
                if (values[cell] != ReadingsTable.Missing) writeCell(buffer, cell, values[cell]);
            }
            rowDone();
        }
        buffer.Write("\n"u8);
        rowDone();
    }
}
