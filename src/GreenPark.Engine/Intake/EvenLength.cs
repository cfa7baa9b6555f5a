namespace GreenPark.Engine.Intake;

/// <summary>
/// One interval length for a channel whose length changed on the way, as when a meter of half-hours is set to five minutes: the longer
/// intervals are shared evenly, exact to the µJ, so that every sum over one of them is what the file says.
/// </summary>
internal static class EvenLength
{
    /// <summary>An hour holds twelve times five minutes; a file must not grow in memory without bound.</summary>
    private const int MostParts = 12;

    /// <summary>Whether lengths can be brought to the shortest of them.</summary>
    public static bool Fits(int one, int other) => (Math.Min(one, other), Math.Max(one, other)) is var (less, more) && more % less == 0 && more / less <= MostParts;

    /// <summary>Energy of one of so many equal parts: the difference of an even register at its ends, rounded down at each.</summary>
    public static long Part(long microjoules, int part, int parts) =>
        parts == 1 ? microjoules : (long)((Int128)microjoules * (part + 1) / parts - (Int128)microjoules * part / parts);

    /// <summary>A channel in intervals of a length that divides its own.</summary>
    public static MeterChannel Of(MeterChannel channel, int seconds)
    {
        var parts = channel.IntervalSeconds / seconds;
        if (parts == 1) return channel;
        return channel with
        {
            IntervalSeconds = seconds,
            StartUtcSeconds = Each(channel.StartUtcSeconds, parts, (start, part) => start + part * seconds),
            Microjoules = Each(channel.Microjoules, parts, (energy, part) => Part(energy, part, parts)),
            Quality = Each(channel.Quality, parts, (quality, _) => quality),
            Marks = Each(channel.Marks, parts, (mark, _) => mark),
            Lines = Each(channel.Lines, parts, (line, _) => line),
        };
    }

    private static T[] Each<T>(T[] of, int parts, Func<T, int, T> part)
    {
        var all = new T[of.Length * parts];
        for (var i = 0; i < all.Length; i++) all[i] = part(of[i / parts], i % parts);
        return all;
    }
}
