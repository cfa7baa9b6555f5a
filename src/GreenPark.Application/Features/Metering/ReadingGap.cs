namespace GreenPark.Application.Features.Metering;

/// <summary>Days whose readings are missing, of one metering point or of all of them.</summary>
/// <param name="Point">Code; empty: all metering points that are not told of by themselves.</param>
/// <param name="From">First day.</param>
/// <param name="To">Day after the last.</param>
/// <param name="IsPartly">Some readings of each of these days are there.</param>
public sealed record ReadingGap(string Point, DateOnly From, DateOnly To, bool IsPartly)
{
    private enum Kind { Whole, Partly, Nothing }

    /// <summary>
    /// Points without any reading first, then days that all others miss alike, then what is left of each: a month without two of its
    /// days is one line and not one for every meter.
    /// </summary>
    /// <param name="needed">The days on which each metering point counts.</param>
    /// <param name="missing">How many intervals of a day have no reading; null where it has none at all.</param>
    internal static IReadOnlyList<ReadingGap> Of(IEnumerable<(Code Point, DateOnly Day)> needed, Func<(Code Point, DateOnly Day), int?> missing)
    {
        var points = needed.GroupBy(x => x.Point).OrderBy(x => x.Key)
            .Select(x => (Code: x.Key.Value, Days: x.OrderBy(d => d.Day).ToDictionary(d => d.Day, d => missing(d) switch { null => Kind.Nothing, 0 => Kind.Whole, _ => Kind.Partly }))).ToList();
        var absent = points.Where(x => x.Days.Values.All(k => k == Kind.Nothing)).ToList();
        if (absent.Count == points.Count) absent = [];
        var others = points.Except(absent).ToList();
        var alike = (others.Count < 2 ? [] : others.SelectMany(x => x.Days).GroupBy(x => x.Key, x => x.Value))
            .Where(x => x.Distinct().Count() == 1 && x.First() != Kind.Whole).ToDictionary(x => x.Key, x => x.First());
        return
        [
            .. absent.SelectMany(x => Spans(x.Code, x.Days)),
            .. Spans("", alike),
            .. others.SelectMany(x => Spans(x.Code, x.Days.Where(d => !alike.ContainsKey(d.Key)))),
        ];
    }

    /// <summary>Neighbouring days of the same kind as one.</summary>
    private static List<ReadingGap> Spans(string point, IEnumerable<KeyValuePair<DateOnly, Kind>> days)
    {
        var spans = new List<ReadingGap>();
        foreach (var (day, kind) in days.Where(x => x.Value != Kind.Whole).OrderBy(x => x.Key))
            if (spans.Count > 0 && spans[^1] is var last && last.To == day && last.IsPartly == (kind == Kind.Partly)) spans[^1] = last with { To = day.AddDays(1) };
            else spans.Add(new ReadingGap(point, day, day.AddDays(1), kind == Kind.Partly));
        return spans;
    }
}
