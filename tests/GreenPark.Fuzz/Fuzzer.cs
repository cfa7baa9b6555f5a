using System.Diagnostics;

namespace GreenPark.Fuzz;

/// <summary>A case that went wrong: enough to make it again.</summary>
internal sealed record FuzzFailure(string Target, long Case, string Reason, byte[] Bytes);

/// <summary>What happened to the cases of one target.</summary>
internal sealed record FuzzTally
{
    public long Cases { get; set; }
    public long Taken { get; set; }
    public long MostAllocated { get; set; }
    public double LongestMilliseconds { get; set; }
    public SortedDictionary<string, long> Refusals { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Tries readers with damaged files: no crash, no hang, no memory beyond measure, and no file taken whose readings differ from what plain,
/// slow code reads in it. A case is made from its number and the seed alone, so that it can be made again.
/// </summary>
internal sealed class Fuzzer(IReadOnlyList<FuzzTarget> targets, long seed)
{
    /// <summary>What a case may allocate: workbooks are opened by a library, and a header of a few bytes may announce a table.</summary>
    private const long AllowedBytes = 24L << 20, AllowedTimesFile = 400;

    /// <summary>Time of one case: a thousand times what any takes on a quiet machine.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    private readonly FuzzTarget[] wheel = [.. targets.SelectMany(t => Enumerable.Repeat(t, t.Weight))];
    private long current, started;
    private byte[] bytes = [];

    public SortedDictionary<string, FuzzTally> Tallies { get; } = new(StringComparer.Ordinal);
    public List<FuzzFailure> Failures { get; } = [];
    public long Cases { get; private set; }

    /// <summary>Stops after so many cases, after the time, or at the twentieth failure.</summary>
    public void Run(long count, TimeSpan most, long first = 0)
    {
        var watch = Stopwatch.StartNew();
        started = Stopwatch.GetTimestamp();
        var worker = new Thread(() =>
        {
            foreach (var target in targets)
                if (Check(target, target.Seed, new FuzzTally()) is { } reason) Failures.Add(new FuzzFailure(target.Name, -1, $"undamaged: {reason}", target.Seed));
            for (current = first; current < first + count && watch.Elapsed < most && Failures.Count < 20; current++) Try(current);
        }, maxStackSize: 1 << 20) { IsBackground = true };
        worker.Start();
        while (!worker.Join(200))
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref started)) > Longest)
            {
                // the worker cannot be stopped: whoever called sees the failure and ends the process
                Failures.Add(new FuzzFailure(TargetOf(current).Name, current, $"longer than {Longest.TotalSeconds} s", bytes));
                return;
            }
    }

    public FuzzTarget TargetOf(long number) => wheel[(int)(Mixed(number) % (ulong)wheel.Length)];

    private void Try(long number)
    {
        var target = TargetOf(number);
        bytes = Mutator.Mutated(target, new Random((int)(Mixed(number) >> 33)));
        if (!Tallies.TryGetValue(target.Name, out var tally)) Tallies.Add(target.Name, tally = new FuzzTally());
        Volatile.Write(ref started, Stopwatch.GetTimestamp());
        Cases++;
        tally.Cases++;
        if (Check(target, bytes, tally) is { } reason) Failures.Add(new FuzzFailure(target.Name, number, reason, bytes));
    }

    /// <summary>Why a file is a failure of its reader, or null.</summary>
    public static string? Check(FuzzTarget target, byte[] bytes, FuzzTally tally)
    {
        var (before, since) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        Outcome outcome;
        try
        {
            outcome = target.Read(bytes);
        }
        catch (Exception fault)
        {
            return $"crash: {fault}";
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        tally.MostAllocated = Math.Max(tally.MostAllocated, allocated);
        tally.LongestMilliseconds = Math.Max(tally.LongestMilliseconds, Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        if (allocated > AllowedBytes + AllowedTimesFile * bytes.Length) return $"memory: {allocated:N0} bytes for a file of {bytes.Length:N0}";
        if (outcome.Refusal is { } refusal && ReferenceEquals(bytes, target.Seed)) return $"refused: {refusal}";
        if (outcome.Refusal is { } code) tally.Refusals[code] = tally.Refusals.GetValueOrDefault(code) + 1;
        else tally.Taken++;
        if (outcome.Readings is not { } readings || target.Plain is not { } plain) return null;
        try
        {
            return readings.DifferenceTo(plain(bytes)) is { } difference ? $"total: {difference}" : null;
        }
        catch (Exception fault)
        {
            return $"total: the file is taken, and the plain reader cannot read it: {fault.GetType().Name} {fault.Message} {fault.StackTrace}";
        }
    }

    /// <summary>Spreads neighbouring numbers (SplitMix64).</summary>
    private ulong Mixed(long number)
    {
        var z = unchecked((ulong)(seed * 0x1_0000_0001L + number) + 0x9E3779B97F4A7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
