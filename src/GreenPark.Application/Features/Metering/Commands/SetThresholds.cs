using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Sets a park's own thresholds for one class of meters. Validations on record keep those that they used.</summary>
/// <param name="Version">Of the park's own thresholds that were seen; null where the default ones were.</param>
[Allow(Permission.SetRules)]
public sealed record SetThresholds(string Park, MeterClass Class, Guid? Version, ThresholdFields Limits) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<SetThresholds>
    {
        public Validator()
        {
            RuleFor(x => x.Class).IsKnown();
            RuleFor(x => x.Limits).IsFilledIn(new ThresholdFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<SetThresholds, Done>
    {
        public async Task<Result<Done>> Handle(SetThresholds command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            var choice = await db.ThresholdChoices.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Class == command.Class, cancellationToken);
            if (choice is null != command.Version is null) return Error.Conflict("data.changed_meanwhile");
            if (choice is null) db.Add(ThresholdChoice.Of(park.Id, command.Class, command.Limits));
            else
            {
                db.Claim(choice, command.Version!.Value);
                choice.Update(command.Limits);
            }
            return Done.Value;
        }
    }
}
