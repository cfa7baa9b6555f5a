using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GreenPark.Benchmarks;

/// <param name="Median">By the clock, in ms.</param>
/// <param name="Least">By the clock.</param>
/// <param name="Cpu">Processor time of the whole process, median: what a machine that others use too says of the work itself.</param>
internal sealed record Times(double Median, double Least, double Cpu)
{
    public override string ToString() => FormattableString.Invariant($"median {Median:0.0} ms, min {Least:0.0} ms, CPU {Cpu:0.0} ms");
}

/// <summary>Clock, medians, and what the figures were taken on.</summary>
internal static class Timing
{
    public static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    /// <summary>The action's times after it has run warm.</summary>
    public static Times Rounds(int warmUp, int rounds, Action action)
    {
        for (var i = 0; i < warmUp; i++) action();
        var (wall, cpu) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            wall[i] = Milliseconds(action);
            cpu[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }
        return new Times(Median(wall), wall.Min(), Median(cpu));
    }

    /// <summary>Bytes the action leaves on the managed heap at most, sampled while it runs, above what was there before.</summary>
    public static long PeakManagedBytes(Action action)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var (before, peak, done) = (GC.GetTotalMemory(false), 0L, false);
        var sampler = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(false) - before);
                Thread.Sleep(1);
            }
        });
        sampler.Start();
        action();
        peak = Math.Max(peak, GC.GetTotalMemory(false) - before);
        Volatile.Write(ref done, true);
        sampler.Join();
        return peak;
    }

    /// <summary>The repository's folder, found from where the program lies.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GreenPark.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("Start the benchmarks from the repository's build.");
        }
    }

    public static void Machine(TextWriter output) => output.WriteLine(FormattableString.Invariant(
        $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Split(' ')[0]}; {Vector<int>.Count} lanes of 32 bits, 512 bits {Vector512.IsHardwareAccelerated}; server GC {System.Runtime.GCSettings.IsServerGC}"));
}
