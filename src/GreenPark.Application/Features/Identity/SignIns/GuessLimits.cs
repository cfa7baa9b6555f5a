namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>So many failures within a window, for everything of one name.</summary>
public readonly record struct GuessLimit(string Name, int Most, TimeSpan Window);

/// <summary>
/// How often secrets may be guessed, counted before anything costly is done. A try takes its place under each of its limits or under none,
/// so that tries which are turned away fill no limit of others; one that succeeds gives its places back. Counts are this process's own.
/// </summary>
public sealed class GuessLimits(TimeProvider clock)
{
    private const int Sweep = 10_000;

    private readonly Lock turn = new();
    private readonly Dictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Null where there was a place; else how long to wait.</summary>
    public TimeSpan? Take(params IReadOnlyList<GuessLimit> limits)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            if (counts.Count > Sweep) foreach (var (name, count) in counts.ToList()) if (count.Ends <= now) counts.Remove(name);
            TimeSpan? wait = null;
            foreach (var limit in limits)
                if (counts.TryGetValue(limit.Name, out var count) && count.Ends > now && count.Taken >= limit.Most && !(wait > count.Ends - now)) wait = count.Ends - now;
            if (wait is not null) return wait;
            foreach (var limit in limits)
                if (counts.TryGetValue(limit.Name, out var count) && count.Ends > now) count.Taken++;
                else counts[limit.Name] = new Count { Taken = 1, Ends = now + limit.Window };
            return null;
        }
    }

    /// <summary>The first of several sets of limits that has room.</summary>
    /// <param name="wait">Where none had: how long until one may have.</param>
    /// <returns>The set, to be given back where it was no guess; null where none had room.</returns>
    public IReadOnlyList<GuessLimit>? TakeOneOf(IReadOnlyList<IReadOnlyList<GuessLimit>> sets, out TimeSpan wait)
    {
        wait = TimeSpan.MaxValue;
        foreach (var set in sets)
        {
            if (Take(set) is not { } time) return set;
            if (time < wait) wait = time;
        }
        return null;
    }

    /// <summary>It was no guess.</summary>
    public void GiveBack(params IReadOnlyList<GuessLimit> limits)
    {
        lock (turn)
            foreach (var limit in limits)
                if (counts.TryGetValue(limit.Name, out var count) && count.Taken > 0) count.Taken--;
    }

    private sealed class Count
    {
        public int Taken { get; set; }
        public required DateTimeOffset Ends { get; init; }
    }
}
