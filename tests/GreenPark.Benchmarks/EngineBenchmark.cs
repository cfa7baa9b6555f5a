using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Benchmarks;

/// <summary>
/// Attribution of a year of quarter-hours, from readings in memory to the result in memory: balance, storage, allocation, period totals,
/// emissions. Beside it a plain copy of the members' consumption, once for each source, into memory that is there already.
/// </summary>
internal static class EngineBenchmark
{
    private const int Members = 200, Days = 365;

    public static void Run(TextWriter output)
    {
        Measure(output, "1 source, proRata (the target)", units: 1, storage: false, "proRata");
        Measure(output, "3 sources and storage, proRata", units: 3, storage: true, "proRata");
        foreach (var rule in new[] { "fixedShares", "sharesThenRedistribute", "priorityTiers" }) Measure(output, $"1 source, {rule}", units: 1, storage: false, rule);
    }

    private static void Measure(TextWriter output, string what, int units, bool storage, string rule)
    {
        var park = BenchmarkPark.Park(Members, units, storage, rule);
        var readings = BenchmarkPark.Readings(park, Days);
        var sources = units + (storage ? 1 : 0);
        var cells = (long)readings.Grid.Intervals * Members * sources;
        var matrices = Enumerable.Range(0, sources + 1).Select(_ => new long[readings.Grid.Intervals * Members]).ToArray();
        RunResult? result = null;
        void Execute() => result = AttributionRun.Execute(park, readings).Value;
        void Copy()
        {
            for (var k = 1; k <= sources; k++) matrices[0].CopyTo(matrices[k], 0);
        }

        var copy = Timing.Rounds(5, 31, Copy);
        var run = Timing.Rounds(15, 31, Execute);
        result = null;
        var peak = Timing.PeakManagedBytes(Execute);
        output.WriteLine(FormattableString.Invariant(
            $"engine, {what}: {cells:N0} cells; {run}; {cells / run.Least / 1e3:0} M cells/s; copy {copy}; ratio {run.Median / copy.Median:0.0}, of min {run.Least / copy.Least:0.0}, of CPU {run.Cpu / copy.Cpu:0.0}; managed peak {peak / 1e6:0} MB beside {readings.ValuesWh.Length * 8 / 1e6:0} MB of readings"));
        GC.KeepAlive(result);
    }
}
