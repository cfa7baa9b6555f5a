using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ThresholdChoiceId(Guid Value) : IId<ThresholdChoiceId>
{
    public static ThresholdChoiceId Of(Guid value) => new(value);
}

/// <summary>From where on the rules of validation speak up at the meters of one class in a park, where the park has said so itself.</summary>
public sealed class ThresholdChoice : Entity<ThresholdChoiceId>, IOfWholePark
{
    private ThresholdChoice() { }

    public ParkId ParkId { get; private init; }
    public MeterClass Class { get; private init; }
    public int GapMinutes { get; private set; }
    public int CapacityMarginPpm { get; private set; }
    public int SpikeFactor { get; private set; }
    public int SpikeOverUsualPpm { get; private set; }

    /// <summary>Null: a load may keep one value forever.</summary>
    public int? FlatMinutes { get; private set; }

    /// <summary>Null: a point may rest forever.</summary>
    public int? ZeroMinutes { get; private set; }
    public int EstimatedSharePpm { get; private set; }

    internal ThresholdFields Fields => new(GapMinutes, CapacityMarginPpm, SpikeFactor, SpikeOverUsualPpm, FlatMinutes, ZeroMinutes, EstimatedSharePpm);

    internal static ThresholdChoice Of(ParkId park, MeterClass meter, ThresholdFields fields)
    {
        var choice = new ThresholdChoice { ParkId = park, Class = meter };
        choice.Update(fields);
        return choice;
    }

    internal void Update(ThresholdFields x) =>
        (GapMinutes, CapacityMarginPpm, SpikeFactor, SpikeOverUsualPpm, FlatMinutes, ZeroMinutes, EstimatedSharePpm) =
            (x.GapMinutes, x.CapacityMarginPpm, x.SpikeFactor, x.SpikeOverUsualPpm, x.FlatMinutes, x.ZeroMinutes, x.EstimatedSharePpm);

    /// <summary>All thresholds as they count in a park: its own, and the default ones where it has none.</summary>
    internal static async Task<ValidationThresholds> InForceAsync(GreenParkDb db, ParkId park, CancellationToken cancellationToken)
    {
        var own = await db.ThresholdChoices.AsNoTracking().Where(x => x.ParkId == park).ToDictionaryAsync(x => x.Class, x => x.Fields.ToLimits(), cancellationToken);
        ClassThresholds Of(MeterClass meter) => own.GetValueOrDefault(meter) ?? ValidationThresholds.Default.Of(meter);
        return ValidationThresholds.Default with
        {
            Solar = Of(MeterClass.Solar), Wind = Of(MeterClass.Wind), OtherGeneration = Of(MeterClass.OtherGeneration),
            Storage = Of(MeterClass.Storage), Consumption = Of(MeterClass.Consumption), Gate = Of(MeterClass.Gate),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ThresholdChoice>
    {
        public void Configure(EntityTypeBuilder<ThresholdChoice> builder)
        {
            builder.HasIndex(x => new { x.ParkId, x.Class }).IsUnique();
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
