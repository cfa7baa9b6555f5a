using System.Buffers;
using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>Writes <c>readings.csv</c> and <c>quality.csv</c> from a run's readings: LF line ends, kWh with three decimals.</summary>
public static class ReadingsCsv
{
    public static byte[] Write(ReadingSet readings) => Write(readings.Points, readings.Labels.Count, t => readings.Labels[t], readings.ValuesWh.Span, (buffer, _, value) =>
    {
        if (value != ReadingsTable.Missing) buffer.Write(Encoding.ASCII.GetBytes(KilowattHours.Format(value)));
    });

    /// <summary>The same shape; M measured, E estimated, X edited, empty missing.</summary>
    public static byte[] WriteQuality(ReadingSet readings)
    {
        var flags = readings.Quality;
        return Write(readings.Points, readings.Labels.Count, t => readings.Labels[t], readings.ValuesWh.Span, (buffer, cell, value) =>
        {
            if (value != ReadingsTable.Missing) buffer.Write([flags.IsEmpty ? (byte)ReadingQuality.Measured : flags.Span[cell]]);
        });
    }

    /// <summary>For a file without flags: every reading it has is measured.</summary>
    public static byte[] WriteQuality(ReadingsTable table) => Write(table.Points, table.Rows, table.Label, table.ValuesWh.Span, (buffer, _, value) =>
    {
        if (value != ReadingsTable.Missing) buffer.Write([(byte)ReadingQuality.Measured]);
    });

    private static byte[] Write(
        IReadOnlyList<string> points, int rows, Func<int, ReadOnlyMemory<byte>> label, ReadOnlySpan<long> values, Action<ArrayBufferWriter<byte>, int, long> writeCell)
    {
        var width = points.Count;
        var buffer = new ArrayBufferWriter<byte>(values.Length * 8 + 4096);
        buffer.Write(Encoding.UTF8.GetBytes("interval_start," + string.Join(',', points)));
        for (var t = 0; t < rows; t++)
        {
            buffer.Write("\n"u8);
            buffer.Write(label(t).Span);
            for (var p = 0; p < width; p++)
            {
                buffer.Write(","u8);
                writeCell(buffer, t * width + p, values[t * width + p]);
            }
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
