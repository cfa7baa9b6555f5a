using System.Collections.Immutable;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>One validation while it runs: what the rules share, and what they say.</summary>
internal sealed class ValidationRun(ValidationInput input, ValidationThresholds thresholds)
{
    private readonly List<Finding> findings = [];
    private readonly List<Finding> ofRule = [];
    private readonly List<(string Rule, string Reason, List<string> Points)> notChecked = [];
    private readonly Dictionary<string, PointProfile> profiles = [];
    private readonly Dictionary<DayGrid, int[]> slots = [];
    private long[] scratch = [];
    private string rule = "";

    public ValidationInput Input { get; } = input;
    public ValidationThresholds Thresholds { get; } = thresholds;
    public DayGrid Grid => Input.Grid;

    /// <summary>Intervals of a day without a clock change.</summary>
    public int SlotsOfDay => DayGrid.MinutesOfDay / Grid.IntervalMinutes;

    public void Begin(string code)
    {
        Fold();
        rule = code;
    }

    /// <summary>A finding of the rule that runs, over intervals from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public void Add(Severity severity, ImmutableArray<string> points, int first, int end, Int128 measured, Int128 threshold, FindingUnit unit, string kind = "", params ImmutableArray<object?> extra) =>
        ofRule.Add(new Finding(rule, severity, points, first, end, Grid.Day(Grid.DayOf(first)), Grid.Day(Grid.DayOf(end - 1)),
            "", "", end - first, Parts.Saturated(measured), Parts.Saturated(threshold), unit, kind, extra));

    /// <summary>The rule that runs could not look at the points, or, where none is named, at the microgrid.</summary>
    public void CannotCheck(string reason, params ReadOnlySpan<string> points)
    {
        var entry = notChecked.FindIndex(n => n.Rule == rule && n.Reason == reason);
        if (entry < 0)
        {
            entry = notChecked.Count;
            notChecked.Add((rule, reason, []));
        }
        foreach (var point in points)
            if (!notChecked[entry].Points.Contains(point)) notChecked[entry].Points.Add(point);
    }

    public PointProfile ProfileOf(PointSeries point)
    {
        if (!profiles.TryGetValue(point.Code, out var profile))
            profiles[point.Code] = profile = new PointProfile(point, SlotsOfDay, SlotsIn(point.Grid), point.Past is { } past ? SlotsIn(past.Grid) : [], ref scratch);
        return profile;
    }

    /// <summary>Per interval the number of its time of day.</summary>
    public int[] SlotsIn(DayGrid grid)
    {
        if (slots.TryGetValue(grid, out var known)) return known;
        var found = new int[grid.Intervals];
        for (var day = 0; day < grid.Days; day++)
        {
            var (first, count) = (grid.FirstInterval(day), grid.IntervalsOf(day));
            for (var i = 0; i < count; i++) found[first + i] = count == SlotsOfDay ? i : grid.LocalMinute(first + i) / grid.IntervalMinutes;
        }
        return slots[grid] = found;
    }

    public ValidationReport ToReport()
    {
        Fold();
        return new ValidationReport([.. findings], [.. notChecked.Select(n => new NotChecked(n.Rule, [.. n.Points], n.Reason))]);
    }

    /// <summary>Where one rule speaks up at one point again and again it is one matter: the finding keeps the largest and how many there are.</summary>
    private void Fold()
    {
        foreach (var group in ofRule.GroupBy(f => (string.Join('\0', f.Points), f.Kind)))
        {
            var all = group.ToArray();
            if (all.Length <= Thresholds.MostPlaces) findings.AddRange(all.Select(Labelled));
            else findings.Add(Labelled(all.MaxBy(f => Int128.Abs(f.Measured))! with
            {
                FirstInterval = all.Min(f => f.FirstInterval), EndInterval = all.Max(f => f.EndInterval),
                FirstDay = all.Min(f => f.FirstDay), LastDay = all.Max(f => f.LastDay),
                Severity = all.Max(f => f.Severity), Intervals = all.Sum(f => f.Intervals), Places = all.Length,
            }));
        }
        ofRule.Clear();
    }

    private Finding Labelled(Finding finding) => finding with
    {
        From = Grid.Label(finding.FirstInterval), Last = Grid.Label(finding.EndInterval - 1),
        ComesTwice = ComesTwice(finding.FirstInterval) || ComesTwice(finding.EndInterval - 1),
    };

    /// <summary>Whether the interval lies in an hour that the clocks go back over, in either pass of it.</summary>
    private bool ComesTwice(int interval)
    {
        var day = Grid.DayOf(interval);
        var (first, count, minute) = (Grid.FirstInterval(day), Grid.IntervalsOf(day), Grid.LocalMinute(interval));
        return count > SlotsOfDay && Enumerable.Range(first, count).Any(x => x != interval && Grid.LocalMinute(x) == minute);
    }
}

/// <summary>Spans of intervals that follow each other.</summary>
internal static class Spans
{
    /// <summary>The spans in which every interval is hit.</summary>
    public static IEnumerable<(int First, int End)> Where(int intervals, Func<int, bool> hit)
    {
        for (var i = 0; i < intervals; i++)
        {
            if (!hit(i)) continue;
            var first = i;
            while (i + 1 < intervals && hit(i + 1)) i++;
            yield return (first, i + 1);
        }
    }

    /// <summary>The spans in which a series keeps one value.</summary>
    public static IEnumerable<(int First, int End)> OfOneValue(long[] values)
    {
        for (var i = 0; i < values.Length;)
        {
            var length = values.AsSpan(i).IndexOfAnyExcept(values[i]);
            var end = length < 0 ? values.Length : i + length;
            yield return (i, end);
            i = end;
        }
    }

    public static Int128 Sum(ReadOnlySpan<long> values)
    {
        var sum = Int128.Zero;
        foreach (var value in values)
            if (value != ReadingsTable.Missing) sum += value;
        return sum;
    }
}

/// <summary>Parts per million of energies of any size.</summary>
internal static class Parts
{
    public const int Million = 1_000_000;

    public static Int128 Ppm(Int128 value, long ppm) => value * ppm / Million;

    /// <summary>The part in parts per million; 0 of nothing.</summary>
    public static Int128 ShareOf(Int128 part, Int128 whole) => whole == 0 ? 0 : part * Million / whole;

    public static long Saturated(Int128 value) => value > long.MaxValue ? long.MaxValue : value < -long.MaxValue ? -long.MaxValue : (long)value;
}
