using System.Buffers;
using System.Text;

namespace GreenPark.Engine.Metering;

/// <summary>Writes <c>readings.csv</c> and <c>quality.csv</c> from a run's readings: LF line ends, kWh with three decimals.</summary>
public static class ReadingsCsv
{
    public static byte[] Write(ReadingSet readings) => Write(readings, (buffer, cell, value) =>
    {
        if (value != ReadingsTable.Missing) buffer.Write(Encoding.ASCII.GetBytes(KilowattHours.Format(value)));
    });

    /// <summary>The same shape; M measured, E estimated, X edited, empty missing.</summary>
    public static byte[] WriteQuality(ReadingSet readings)
    {
        var flags = readings.Quality;
        return Write(readings, (buffer, cell, value) =>
        {
            if (value != ReadingsTable.Missing) buffer.Write([flags.IsEmpty ? (byte)ReadingQuality.Measured : flags.Span[cell]]);
        });
    }

    private static byte[] Write(ReadingSet readings, Action<ArrayBufferWriter<byte>, int, long> writeCell)
    {
        var values = readings.ValuesWh.Span;
        var width = readings.Points.Length;
        var buffer = new ArrayBufferWriter<byte>(values.Length * 8 + 4096);
        buffer.Write(Encoding.UTF8.GetBytes("interval_start," + string.Join(',', readings.Points)));
        for (var t = 0; t < readings.Labels.Count; t++)
        {
            buffer.Write("\n"u8);
            buffer.Write(readings.Labels[t].Span);
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
