using System.Collections.Immutable;
using System.Globalization;
using System.Resources;

namespace GreenPark.Engine.Validation;

public enum Severity { Info, Warning, Error }

/// <summary>What a finding's whole numbers count.</summary>
public enum FindingUnit { Wh, Intervals, Ppm }

/// <summary>Something a rule noticed: where, how much, and from where on it counts.</summary>
/// <param name="Rule">Code of the rule, stable: <c>gap</c>, <c>spike</c>, …</param>
/// <param name="Points">The metering point, or those that disagree.</param>
/// <param name="FirstInterval">First interval on the input's grid.</param>
/// <param name="EndInterval">The interval after the last one.</param>
/// <param name="FirstDay">Local day of the first interval.</param>
/// <param name="LastDay">Local day of the last interval (included).</param>
/// <param name="From">Start of the first interval, ISO 8601 with offset.</param>
/// <param name="Last">Start of the last interval, ISO 8601 with offset.</param>
/// <param name="Intervals">How many intervals it is about; of several places together, without those between them.</param>
/// <param name="Measured">What was measured, in <paramref name="Unit"/>; of several places the largest.</param>
/// <param name="Threshold">What it passed, in <paramref name="Unit"/>.</param>
/// <param name="Kind">Which of the rule's sentences; empty where it has one.</param>
/// <param name="Extra">What the sentence says beyond the above.</param>
/// <param name="Places">How many findings were taken together here; 1 where it stands alone.</param>
public sealed record Finding(
    string Rule, Severity Severity, ImmutableArray<string> Points, int FirstInterval, int EndInterval, DateOnly FirstDay, DateOnly LastDay,
    string From, string Last, int Intervals, long Measured, long Threshold, FindingUnit Unit, string Kind, ImmutableArray<object?> Extra, int Places = 1)
{
    /// <summary>Of <c>2026-03-11T12:00:00</c>, behind which the offset stands.</summary>
    private const int TimeLength = 19;

    /// <summary>The sentence in English or Simplified Chinese.</summary>
    public string Text(CultureInfo? culture = null)
    {
        // at a change of the clocks one time is two
        var withOffset = Rule == ClockChangeKeepsItsHour.RuleCode || (From.Length > TimeLength && Last.Length > TimeLength && From[TimeLength..] != Last[TimeLength..]);
        var sentence = FindingTexts.Of(Kind.Length == 0 ? $"{Rule}.Finding" : $"{Rule}.Finding.{Kind}", culture, [
            FindingTexts.List(Points, culture), FindingTexts.Time(From, withOffset), FindingTexts.Time(Last, withOffset), FindingTexts.Count(Intervals), FindingTexts.Amount(Measured, Unit, culture), FindingTexts.Amount(Threshold, Unit, culture), .. Extra]);
        return Places == 1 ? sentence : sentence + FindingTexts.Of("places.Finding", culture, [FindingTexts.Count(Places)]);
    }
}

/// <summary>A rule that could not look, and why: silence is not a clean bill.</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Points">Those it could not look at; empty where it could not at the whole microgrid.</param>
/// <param name="Reason">Stable: <c>NoCapacity</c>, <c>NoCoordinates</c>, …</param>
public sealed record NotChecked(string Rule, ImmutableArray<string> Points, string Reason)
{
    /// <summary>The sentence in English or Simplified Chinese.</summary>
    public string Text(CultureInfo? culture = null)
    {
        var why = FindingTexts.Of($"reason.{Reason}", culture, []);
        var name = FindingTexts.Of($"{Rule}.Name", culture, []);
        return Points.IsEmpty
            ? FindingTexts.Of("notChecked.Whole", culture, [name, why])
            : FindingTexts.Of("notChecked.Points", culture, [name, FindingTexts.List(Points, culture), why]);
    }
}

/// <summary>What a validation found and what it could not look at. Findings in the order of the rules, then of the points, then of time.</summary>
public sealed record ValidationReport(ImmutableArray<Finding> Findings, ImmutableArray<NotChecked> NotChecked)
{
    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);
}

/// <summary>The sentences of findings in both languages.</summary>
internal static class FindingTexts
{
    private const int NamedInFull = 12;
    private static readonly ResourceManager Texts = new("GreenPark.Engine.Validation.Findings", typeof(FindingTexts).Assembly);

    public static string Of(string key, CultureInfo? culture, IReadOnlyList<object?> args) => string.Format(
        Counted.Invariant, Texts.GetString(key, culture ?? CultureInfo.CurrentUICulture) ?? key, ForeignText.Tamed(args));

    /// <summary>Codes one after the other; of very many the first, and how many there are.</summary>
    public static string List(ImmutableArray<string> codes, CultureInfo? culture)
    {
        var named = string.Join(Of("list.Separator", culture, []), codes.Take(NamedInFull));
        return codes.Length <= NamedInFull ? named : Of("list.More", culture, [named, codes.Length]);
    }

    public static string Amount(long value, FindingUnit unit, CultureInfo? culture) => unit switch
    {
        // both languages group thousands alike
        FindingUnit.Wh => (value < 0 ? "−" : "") + Math.Abs(value / 1_000m).ToString("N3", CultureInfo.InvariantCulture) + " kWh",
        FindingUnit.Ppm => string.Create(CultureInfo.InvariantCulture, $"{value / 10_000m:0.##} %"),
        _ => Of($"unit.{unit}", culture, [Count(value)]),
    };

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The clock on the wall, as people write it in both languages.</summary>
    /// <param name="label">ISO 8601 with offset; a label of other form stays as it is.</param>
    public static string Time(string label, bool withOffset) => label is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..] && label.Length > "yyyy-MM-ddTHH:mm:ss".Length
        ? $"{label[..10]} {label[11..16]}{(withOffset ? label["yyyy-MM-ddTHH:mm:ss".Length..] : "")}" : label;
}
