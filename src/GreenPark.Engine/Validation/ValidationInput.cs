using System.Collections.Immutable;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Validation;

/// <summary>What a metering point stands at; thresholds differ by it.</summary>
public enum MeterClass { Solar, Wind, OtherGeneration, Storage, Consumption, Gate }

/// <summary>A meter's own running register, read at an instant that begins an interval.</summary>
/// <param name="UtcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="RegisterWh">What the register shows, whole Wh.</param>
/// <param name="Serial">Serial number of the meter, empty where nobody said: reads of two meters have no difference.</param>
public readonly record struct RegisterRead(long UtcSeconds, long RegisterWh, string Serial = "")
{
    /// <summary>A read without a serial number is of the meter that its neighbours name; where these name two, nobody can tell, and it stays without.</summary>
    /// <param name="reads">Ascending in time.</param>
    internal static RegisterRead[] Named(ReadOnlySpan<RegisterRead> reads)
    {
        RegisterRead[] named = [.. reads];
        for (int first = 0, end; first < named.Length; first = end + 1)
        {
            for (end = first; end < named.Length && named[end].Serial.Length == 0; end++) { }
            var before = first > 0 ? named[first - 1].Serial : "";
            var after = end < named.Length ? named[end].Serial : before;
            if (before.Length == 0 || before == after)
                for (var i = first; i < end; i++) named[i] = named[i] with { Serial = after };
        }
        return named;
    }
}

/// <summary>Earlier days of a point: what is usual for it.</summary>
/// <param name="Grid">Of the same zone and interval length, ending no later than the series begins.</param>
/// <param name="ValuesWh">One per interval, <see cref="Metering.ReadingsTable.Missing"/> where there is none.</param>
public sealed record PastSeries(DayGrid Grid, long[] ValuesWh)
{
    /// <summary><see cref="Metering.ReadingQuality"/> per interval, or empty: what is there is measured.</summary>
    public byte[] Quality { get; init; } = [];

    /// <summary>As <see cref="PointSeries.Doubtful"/>.</summary>
    public bool[] Doubtful { get; init; } = [];

    /// <summary>Whether values and qualities fill the grid.</summary>
    internal bool IsWhole => ValuesWh.Length == Grid.Intervals && (Quality.Length == 0 || Quality.Length == Grid.Intervals) && (Doubtful.Length == 0 || Doubtful.Length == Grid.Intervals);
}

/// <summary>One metering point's readings over the span that is validated. The arrays are read, never written.</summary>
public sealed record PointSeries
{
    public required string Code { get; init; }
    public required Measurand Measures { get; init; }
    public required MeterClass Class { get; init; }

    /// <summary>What the unit or the connection behind the meter can carry at most, or null where nobody said.</summary>
    public long? RatedCapacityW { get; init; }

    public required DayGrid Grid { get; init; }

    /// <summary>Wh per interval of the grid; <see cref="Metering.ReadingsTable.Missing"/> where there is none, other values below 0 are faults.</summary>
    public required long[] ValuesWh { get; init; }

    /// <summary><see cref="Metering.ReadingQuality"/> per interval, or empty: what is there is measured.</summary>
    public byte[] Quality { get; init; } = [];

    /// <summary>Per interval whether somebody has still to say what its reading is worth, or empty: no estimate is made from such a reading. Validation looks at all of them.</summary>
    public bool[] Doubtful { get; init; } = [];

    public PastSeries? Past { get; init; }

    /// <summary>Ascending in time; empty where the register is not read.</summary>
    public ImmutableArray<RegisterRead> Registers { get; init; } = [];

    /// <summary>How the point counts in the microgrid's balance: +1, −1 where it is taken off, 0 where another meter counts its energy already.</summary>
    public int BalanceSign { get; init; } = 1;

    /// <summary>
    /// Per day of the grid, whether the point's readings are asked for; null: on all. On other days, before its meter was mounted or yet to
    /// come, a missing reading is no gap and nothing is missing from the balance.
    /// </summary>
    public bool[]? DaysNeeded { get; init; }

    /// <summary>Whether an interval without a reading is a gap.</summary>
    internal bool Needs(int interval) => DaysNeeded is null || DaysNeeded[Grid.DayOf(interval)];
}

/// <summary>A meter and those behind it: together they cannot use more than passes it.</summary>
/// <param name="Valid">The days on which they stand behind it.</param>
public sealed record HeadMeter(string Head, ImmutableArray<string> Subs, DateRange Valid = default);

/// <summary>What a validation looks at: one microgrid, one span of local days, every point on the same grid.</summary>
public sealed record ValidationInput
{
    public required DayGrid Grid { get; init; }
    public required ImmutableArray<PointSeries> Points { get; init; }
    public ImmutableArray<HeadMeter> HeadMeters { get; init; } = [];

    /// <summary>Degrees north of the equator, null where nobody said.</summary>
    public double? LatitudeDegrees { get; init; }

    /// <summary>Degrees east of Greenwich, null where nobody said.</summary>
    public double? LongitudeDegrees { get; init; }

    /// <summary>The largest exchange with the public grid that was agreed; it is the capacity of a gate's meters.</summary>
    public long? ConnectionCapacityW { get; init; }

    public bool OffGrid { get; init; }

    /// <summary>By how much use may pass supply in an interval, parts per million of the supply; as in the park file.</summary>
    public int BalanceTolerancePpm { get; init; } = 20_000;

    /// <summary>Shapes that do not fit are a fault of the caller, not of the readings.</summary>
    internal void Check()
    {
        var codes = new HashSet<string>();
        foreach (var point in Points)
        {
            if (!codes.Add(point.Code)) throw new ArgumentException($"{point.Code} comes twice", nameof(Points));
            if (!Same(point.Grid, Grid) || point.ValuesWh.Length != Grid.Intervals || point.Quality.Length is var flags && flags != 0 && flags != Grid.Intervals
                || (point.DaysNeeded is { } needed && needed.Length != Grid.Days))
                throw new ArgumentException($"{point.Code} does not fill the grid", nameof(Points));
            if (point.Past is { } past && (!past.IsWhole || past.Grid.IntervalMinutes != Grid.IntervalMinutes || past.Grid.To > Grid.From))
                throw new ArgumentException($"the past of {point.Code} does not lie before its series", nameof(Points));
        }
    }

    private static bool Same(DayGrid one, DayGrid other) =>
        ReferenceEquals(one, other) || (one.StartUtcSeconds == other.StartUtcSeconds && one.IntervalMinutes == other.IntervalMinutes && one.Intervals == other.Intervals);
}
