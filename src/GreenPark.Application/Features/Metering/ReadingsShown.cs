namespace GreenPark.Application.Features.Metering;

/// <summary>A day's readings as people and machines are shown them.</summary>
/// <param name="ValuesWh">For each interval; null where there is none.</param>
/// <param name="Quality">A letter for each interval: M measured, E estimated, X edited, <c>-</c> missing.</param>
/// <param name="Marks">Flags of intervals, as <c>1-20:F14/76,48:GP/linear</c>; empty where there are none.</param>
public sealed record ReadingsShown(IReadOnlyList<long?> ValuesWh, string Quality, string Marks)
{
    internal static ReadingsShown Of(DaySeries day) => new(day.Values, day.Letters, day.PackedMarks ?? "");

    /// <summary>Only the intervals that are not as before, without flags.</summary>
    internal ReadingsShown Beyond(DaySeries? before)
    {
        var was = before is null ? null : Of(before);
        bool[] others = [.. ValuesWh.Select((wh, i) => was is null || wh != was.ValuesWh[i] || Quality[i] != was.Quality[i])];
        return new([.. ValuesWh.Select((wh, i) => others[i] ? wh : null)], string.Concat(Quality.Select((letter, i) => others[i] ? letter : '-')), "");
    }
}
