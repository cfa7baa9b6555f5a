using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Benchmarks;

/// <summary>Parsing the readings of 2018, beside the barest loop that turns the same digits into the same numbers and checks nothing.</summary>
internal static class ReadingsBenchmark
{
    public static void Run(TextWriter output)
    {
        if (YearOf2018.Find(output) is not { } files) return;
        var microgrid = ParkFileReader.Read(File.ReadAllBytes(files.Park), "park.json").Value.Microgrid;
        var bytes = File.ReadAllBytes(files.Readings);
        var values = ReadingsFile.Read(bytes, "readings.csv", microgrid).Value.ValuesWh;
        var bare = new long[values.Length];
        if (Barest(bytes, bare) != values.Length || !values.Span.SequenceEqual(bare)) throw new InvalidOperationException("The barest loop reads something else.");

        var loop = Timing.Rounds(5, 31, () => Barest(bytes, bare));
        var parse = Timing.Rounds(10, 31, () => ReadingsFile.Read(bytes, "readings.csv", microgrid));
        output.WriteLine(FormattableString.Invariant(
            $"readings, park-2018: {values.Length:N0} readings; {parse}; {values.Length / parse.Least / 1e3:0.0} M readings/s; barest loop {loop}; ratio {parse.Median / loop.Median:0.0}, of min {parse.Least / loop.Least:0.0}, of CPU {parse.Cpu / loop.Cpu:0.0}"));
    }

    /// <summary>Three decimals in every cell, as this file has them.</summary>
    private static int Barest(ReadOnlySpan<byte> text, long[] values)
    {
        var (at, count) = (text.IndexOf((byte)'\n') + 1, 0);
        while (at < text.Length)
        {
            while (text[at] != ',') at++;
            while (text[at] == ',')
            {
                var value = 0L;
                for (at++; text[at] is not ((byte)',' or (byte)'\n'); at++)
                    if (text[at] != '.') value = value * 10 + (text[at] - '0');
                values[count++] = value;
            }
            at++;
        }
        return count;
    }
}
