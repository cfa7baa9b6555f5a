using System.Numerics;

namespace GreenPark.Fuzz;

/// <summary>Intervals by channel and start (UTC seconds), in µJ: what a reader under test and the plain one are compared by.</summary>
internal sealed class Readings
{
    public SortedDictionary<string, SortedDictionary<long, BigInteger>> Channels { get; } = new(StringComparer.Ordinal);

    public void Add(string channel, long start, BigInteger microjoules) => Of(channel)[start] = microjoules;

    public SortedDictionary<long, BigInteger> Of(string channel)
    {
        if (!Channels.TryGetValue(channel, out var known)) Channels.Add(channel, known = []);
        return known;
    }

    /// <summary>The first difference in words, or null; channels without an interval count as not there.</summary>
    public string? DifferenceTo(Readings plain)
    {
        foreach (var name in Channels.Keys.Union(plain.Channels.Keys).Order(StringComparer.Ordinal))
        {
            var (read, expected) = (Channels.GetValueOrDefault(name) ?? [], plain.Channels.GetValueOrDefault(name) ?? []);
            var (sum, expectedSum) = (Sum(read), Sum(expected));
            if (read.Count != expected.Count || sum != expectedSum) return $"{name}: {read.Count} intervals, {sum} µJ; plainly read {expected.Count} intervals, {expectedSum} µJ";
            foreach (var (start, energy) in read)
                if (!expected.TryGetValue(start, out var other) || other != energy) return $"{name} at {start}: {energy} µJ; plainly read {(expected.ContainsKey(start) ? other : "nothing")}";
        }
        return null;
    }

    private static BigInteger Sum(SortedDictionary<long, BigInteger> intervals) => intervals.Values.Aggregate(BigInteger.Zero, (sum, e) => sum + e);
}
