using System.Collections.Immutable;
using System.Globalization;

namespace GreenPark.Engine.Estimation;

/// <summary>What a method makes of a gap: one whole Wh for each interval, 0 or more; or why it cannot.</summary>
/// <param name="ValuesWh">Of the gap's intervals; empty where it cannot.</param>
/// <param name="Reason">Stable: <c>TooLong</c>, <c>TooFewLikeDays</c>, …; null where it can.</param>
public readonly record struct Estimate(ImmutableArray<long> ValuesWh, string? Reason)
{
    public static Estimate Cannot(string reason) => new([], reason);

    public static implicit operator Estimate(long[] valuesWh) => new([.. valuesWh], null);
}

/// <summary>
/// A declared way to fill a gap, named by its code in every reading it makes. Reads what is measured or edited, never what was estimated:
/// guesses are not made from guesses.
/// </summary>
public interface IEstimationMethod
{
    /// <summary>Stable: <c>linear</c>, <c>likeDay</c>, <c>neighbour</c>, <c>register</c>, <c>nightZero</c>.</summary>
    string Code { get; }

    /// <summary>As people read it, in English or Simplified Chinese.</summary>
    string Name(CultureInfo? culture = null) => EstimateTexts.Of($"{Code}.Name", culture);

    Estimate Fill(EstimationInput input, Gap gap);

    /// <summary>The same for all gaps of one input, which stays as it is meanwhile: what they share is made once.</summary>
    Func<Gap, Estimate> Filler(EstimationInput input) => gap => Fill(input, gap);
}
