using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>From where on validation speaks up in a park, for each class of meters, beside the default.</summary>
[Allow(Permission.SeePark)]
public sealed record GetThresholds(string Park) : IQuery<IReadOnlyList<GetThresholds.OfClass>>, IInPark
{
    /// <param name="Limits">What counts.</param>
    /// <param name="Default">What counts where a park has said nothing.</param>
    /// <param name="Version">Of the park's own; null where the default ones count.</param>
    public sealed record OfClass(MeterClass Class, ThresholdFields Limits, ThresholdFields Default, Guid? Version);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetThresholds, IReadOnlyList<OfClass>>
    {
        public async Task<Result<IReadOnlyList<OfClass>>> Handle(GetThresholds query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<OfClass>>();
            var own = await db.ThresholdChoices.AsNoTracking().Where(x => x.ParkId == park.Id).ToDictionaryAsync(x => x.Class, cancellationToken);
            return (
                from meter in Enum.GetValues<MeterClass>()
                let byDefault = ThresholdFields.Of(ValidationThresholds.Default.Of(meter))
                select own.TryGetValue(meter, out var choice) ? new OfClass(meter, choice.Fields, byDefault, choice.Version) : new OfClass(meter, byDefault, byDefault, null)).ToList();
        }
    }
}
