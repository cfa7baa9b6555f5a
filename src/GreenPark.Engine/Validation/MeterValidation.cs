using System.Collections.Immutable;
using System.Globalization;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Looks at meter data before anything is calculated from them. Changes nothing: it tells what a person should look at, and which rules
/// had not what they need to look. The same input gives the same report.
/// </summary>
public static class MeterValidation
{
    /// <summary>In the order of the report: what is missing or impossible first, then what is unlikely.</summary>
    private static readonly ImmutableArray<MeterRule> Rules =
    [
        new NoReadingIsMissing(),
        new NoReadingIsNegative(),
        new NoReadingPassesTheCapacity(),
        new IntervalsAddUpToTheRegister(),
        new SubMetersStayBelowTheirHead(),
        new MicrogridBalances(),
        new ClockChangeKeepsItsHour(),
        new NoReadingStandsOutOfItsTimeOfDay(),
        new LoadDoesNotStandStill(),
        new MeterDoesNotRestAtZero(),
        new NoDayRepeatsTheDayBefore(),
        new SolarUnitRestsAtNight(),
        new NoMeterIsDeliveredTwice(),
        new ProfileKeepsItsTime(),
        new FewReadingsAreEstimated(),
    ];

    /// <summary>Codes of all rules in the order of the report.</summary>
    public static ImmutableArray<string> RuleCodes { get; } = [.. Rules.Select(r => r.Code)];

    /// <summary>What a rule looks for, in English or Simplified Chinese.</summary>
    public static string NameOf(string rule, CultureInfo? culture = null) => FindingTexts.Of($"{rule}.Name", culture, []);

    /// <exception cref="ArgumentException">Series do not fill the input's grid, or a point comes twice.</exception>
    public static ValidationReport Check(ValidationInput input, ValidationThresholds? thresholds = null)
    {
        input.Check();
        var run = new ValidationRun(input, thresholds ?? ValidationThresholds.Default);
        foreach (var rule in Rules)
        {
            run.Begin(rule.Code);
            rule.Check(run);
        }
        return run.ToReport();
    }
}

/// <summary>One thing that meter data must not do.</summary>
internal abstract class MeterRule
{
    /// <summary>Stable, in camel case: the key of its texts and what a park stores.</summary>
    public abstract string Code { get; }

    public abstract void Check(ValidationRun run);
}

/// <summary>A rule that looks at one point at a time.</summary>
internal abstract class PointRule : MeterRule
{
    public sealed override void Check(ValidationRun run)
    {
        foreach (var point in run.Input.Points) Check(point, run.Thresholds.Of(point.Class), run);
    }

    protected abstract void Check(PointSeries point, ClassThresholds limits, ValidationRun run);
}
