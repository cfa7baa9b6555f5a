using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>From where on the rules of validation speak up at one class of meters.</summary>
/// <param name="GapMinutes">A gap longer than this is an error.</param>
/// <param name="CapacityMarginPpm">What a reading may pass the capacity by.</param>
/// <param name="SpikeFactor">Robust deviations above the median of the time of day.</param>
/// <param name="SpikeOverUsualPpm">Multiple of the point's usual peak that a spike must pass, too.</param>
/// <param name="FlatMinutes">The longest time at one value; null where it may be forever.</param>
/// <param name="ZeroMinutes">The longest time at 0; null where it may be forever.</param>
/// <param name="EstimatedSharePpm">How much of a month may be estimated.</param>
public sealed record ThresholdFields(int GapMinutes, int CapacityMarginPpm, int SpikeFactor, int SpikeOverUsualPpm, int? FlatMinutes, int? ZeroMinutes, int EstimatedSharePpm)
{
    /// <summary>A month of 31 days.</summary>
    public const int MostMinutes = 31 * DayGrid.MinutesOfDay;
    public const int LeastSpike = 2, MostSpike = 1_000;
    public const int MostOverUsual = 100 * FieldRules.Whole;

    internal static ThresholdFields Of(ClassThresholds x) =>
        new(x.GapMinutes, x.CapacityMarginPpm, x.SpikeFactor, x.SpikeOverUsualPpm, x.FlatMinutes, x.ZeroMinutes, x.EstimatedSharePpm);

    internal ClassThresholds ToLimits() => new()
    {
        GapMinutes = GapMinutes, CapacityMarginPpm = CapacityMarginPpm, SpikeFactor = SpikeFactor, SpikeOverUsualPpm = SpikeOverUsualPpm,
        FlatMinutes = FlatMinutes, ZeroMinutes = ZeroMinutes, EstimatedSharePpm = EstimatedSharePpm,
    };

    internal sealed class Validator : AbstractValidator<ThresholdFields>
    {
        public Validator()
        {
            RuleFor(x => x.GapMinutes).IsWithin(0, MostMinutes);
            RuleFor(x => x.CapacityMarginPpm).IsWithin(0, FieldRules.Whole);
            RuleFor(x => x.SpikeFactor).IsWithin(LeastSpike, MostSpike);
            RuleFor(x => x.SpikeOverUsualPpm).IsWithin(FieldRules.Whole, MostOverUsual);
            RuleFor(x => x.FlatMinutes).IsWithin(1, MostMinutes);
            RuleFor(x => x.ZeroMinutes).IsWithin(1, MostMinutes);
            RuleFor(x => x.EstimatedSharePpm).IsWithin(0, FieldRules.Whole);
        }
    }
}
