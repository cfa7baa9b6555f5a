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

    public bool IsEmpty => From is not null && To is not null && From >= To;
}
