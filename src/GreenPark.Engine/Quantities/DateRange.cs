namespace GreenPark.Engine.Quantities;

/// <summary>
/// Local days from <see cref="From"/> (inclusive) to <see cref="To"/> (exclusive); null is unbounded, <c>default</c> is all days.
/// Ranges that touch do not overlap.
/// </summary>
public readonly record struct DateRange(DateOnly? From, DateOnly? To)
{
    public static readonly DateRange Always = default;

    public bool Contains(DateOnly day) => (From is null || day >= From) && (To is null || day < To);

    public bool Overlaps(DateRange other) =>
        (From is null || other.To is null || From < other.To) && (other.From is null || To is null || other.From < To);

    /// <summary>The days in both; empty (see <see cref="IsEmpty"/>) where they do not overlap.</summary>
    public DateRange Intersect(DateRange other) => new(
        From is null || other.From > From ? other.From : From,
        To is null || other.To < To ? other.To : To);

    /// <summary>Positions of ranges that overlap an earlier beginning one; each position comes once at most as the second of a pair.</summary>
    public static IEnumerable<(int One, int Other)> Overlapping(IReadOnlyList<DateRange> ranges)
    {
        var longest = -1;
        foreach (var i in Enumerable.Range(0, ranges.Count).OrderBy(i => ranges[i].From ?? DateOnly.MinValue))
        {
            // of those that begin earlier only the one that ends last need be asked
            if (longest >= 0 && ranges[longest].Overlaps(ranges[i])) yield return (Math.Min(longest, i), Math.Max(longest, i));
            if (longest < 0 || (ranges[longest].To is { } end && (ranges[i].To is null || ranges[i].To > end))) longest = i;
        }
    }

    public bool IsEmpty => From is not null && To is not null && From >= To;
}
