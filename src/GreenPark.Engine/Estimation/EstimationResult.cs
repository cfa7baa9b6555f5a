using System.Collections.Immutable;
using System.Globalization;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Estimation;

/// <summary>A method that could not fill a gap, and why.</summary>
/// <param name="Reason">Stable: <c>TooLong</c>, <c>TooFewLikeDays</c>, …</param>
public sealed record Attempt(string Method, string Reason)
{
    /// <summary>The reason where the method could, were no reading in doubt.</summary>
    public const string InDoubt = "InDoubt";

    /// <summary>Numbers of the findings that put readings in doubt; empty for any other reason.</summary>
    public ImmutableArray<int> Findings { get; init; } = [];

    /// <summary>The sentence in English or Simplified Chinese.</summary>
    public string Text(CultureInfo? culture = null) => EstimateTexts.Of("tried.Text", culture, EstimateTexts.Of($"{Method}.Name", culture),
        EstimateTexts.Of($"reason.{Reason}", culture, string.Join(EstimateTexts.Of("list.Separator", culture), Findings.Select(x => $"#{x}"))));
}

/// <summary>What became of one gap.</summary>
/// <param name="From">Start of the first interval, ISO 8601 with offset.</param>
/// <param name="Last">Start of the last interval, ISO 8601 with offset.</param>
/// <param name="Method">Code of the method that filled it; null where none could.</param>
/// <param name="ValuesWh">One per interval of the gap, 0 or more; empty where no method could.</param>
/// <param name="TriedBefore">In the plan's order.</param>
public sealed record GapEstimate(Gap Gap, string From, string Last, string? Method, ImmutableArray<long> ValuesWh, ImmutableArray<Attempt> TriedBefore)
{
    /// <summary>Before a method's code in the mark of a reading: marks of meters' own files have no such beginning.</summary>
    public const string MarkPrefix = "GP/";

    /// <summary>The mark that the readings carry: <c>GP/linear</c>; empty where no method could.</summary>
    public string Mark => Method is null ? "" : MarkPrefix + Method;

    /// <summary>The sentence in English or Simplified Chinese.</summary>
    public string Text(CultureInfo? culture = null) => Method is null
        ? EstimateTexts.Of("gap.Open", culture, From, Last, Gap.Intervals)
        : EstimateTexts.Of("gap.Filled", culture, From, Last, Gap.Intervals, EstimateTexts.Of($"{Method}.Name", culture), KilowattHours.Format((long)ValuesWh.Aggregate(Int128.Zero, (a, b) => a + b)));
}

/// <summary>A series with its gaps filled: a copy, equal to the series wherever that has a reading.</summary>
public sealed record EstimationResult
{
    private EstimationResult(long[] valuesWh, byte[] quality) => (ValuesWh, Quality) = (valuesWh, quality);

    public ImmutableArray<GapEstimate> Gaps { get; init; } = [];

    /// <summary>Wh per interval; <see cref="ReadingsTable.Missing"/> where no method could.</summary>
    public long[] ValuesWh { get; }

    /// <summary><see cref="ReadingQuality"/> per interval: what was there keeps its own, what was filled is estimated.</summary>
    public byte[] Quality { get; }

    internal static EstimationResult Begin(Validation.PointSeries series)
    {
        long[] values = [.. series.ValuesWh];
        byte[] quality = series.Quality.Length > 0 ? [.. series.Quality] : new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
            if (values[i] == ReadingsTable.Missing) quality[i] = (byte)ReadingQuality.Missing;
            else if (series.Quality.Length == 0) quality[i] = (byte)ReadingQuality.Measured;
        return new EstimationResult(values, quality);
    }

    internal void Write(Gap gap, ImmutableArray<long> valuesWh)
    {
        valuesWh.AsSpan().CopyTo(ValuesWh.AsSpan(gap.First, gap.Intervals));
        Quality.AsSpan(gap.First, gap.Intervals).Fill((byte)ReadingQuality.Estimated);
    }
}
