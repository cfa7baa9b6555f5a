using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>Which of a month's findings on record those of a new validation are: of the same rule, kind and points, where their spans meet.</summary>
internal static class SameFindings
{
    /// <summary>Each new finding with the one on record that it is, or null; each on record once, where several fit the one with the same span, then with the most in common.</summary>
    public static IReadOnlyList<(Finding Found, ReadingFinding? Known)> Of(IEnumerable<Finding> found, IEnumerable<ReadingFinding> known)
    {
        var byPlace = known.ToLookup(x => (x.Rule, x.Kind, x.Points));
        Finding[] all = [.. found];
        var pairs = from n in Enumerable.Range(0, all.Length)
                    from before in byPlace[(all[n].Rule, all[n].Kind, ReadingFinding.PointsOf(all[n]))]
                    let common = Math.Min(all[n].EndInterval, before.EndInterval) - Math.Max(all[n].FirstInterval, before.FirstInterval)
                    where common > 0
                    orderby (all[n].FirstInterval, all[n].EndInterval) == (before.FirstInterval, before.EndInterval) descending, common descending, before.Number
                    select (New: n, Before: before);
        var matched = new ReadingFinding?[all.Length];
        var taken = new HashSet<ReadingFinding>();
        foreach (var (n, before) in pairs)
            if (matched[n] is null && taken.Add(before)) matched[n] = before;
        return [.. all.Select((x, n) => (x, matched[n]))];
    }
}
