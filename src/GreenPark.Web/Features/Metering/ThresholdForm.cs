using GreenPark.Application.Features.Metering;

namespace GreenPark.Web.Features.Metering;

/// <summary>What the form of a class's thresholds holds while someone types.</summary>
public sealed class ThresholdForm
{
    public long? GapMinutes { get; set; }
    public long? CapacityMarginPpm { get; set; }
    public long? SpikeFactor { get; set; }
    public long? SpikeOverUsualPpm { get; set; }
    public long? FlatMinutes { get; set; }
    public long? ZeroMinutes { get; set; }
    public long? EstimatedSharePpm { get; set; }

    public static ThresholdForm Of(ThresholdFields x) => new()
    {
        GapMinutes = x.GapMinutes, CapacityMarginPpm = x.CapacityMarginPpm, SpikeFactor = x.SpikeFactor, SpikeOverUsualPpm = x.SpikeOverUsualPpm,
        FlatMinutes = x.FlatMinutes, ZeroMinutes = x.ZeroMinutes, EstimatedSharePpm = x.EstimatedSharePpm,
    };

    public IEnumerable<(string Field, bool IsMissing)> Required =>
    [
        (nameof(GapMinutes), GapMinutes is null), (nameof(CapacityMarginPpm), CapacityMarginPpm is null), (nameof(SpikeFactor), SpikeFactor is null),
        (nameof(SpikeOverUsualPpm), SpikeOverUsualPpm is null), (nameof(EstimatedSharePpm), EstimatedSharePpm is null),
    ];

    public ThresholdFields ToFields() => new(
        (int)(GapMinutes ?? 0), (int)(CapacityMarginPpm ?? 0), (int)(SpikeFactor ?? 0), (int)(SpikeOverUsualPpm ?? 0), (int?)FlatMinutes, (int?)ZeroMinutes, (int)(EstimatedSharePpm ?? 0));
}
