using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Gives up a park's own thresholds of one class of meters: from now on the default ones count.</summary>
[Allow(Permission.SetRules)]
public sealed record ResetThresholds(string Park, MeterClass Class, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<ResetThresholds>
    {
        public Validator() => RuleFor(x => x.Class).IsKnown();
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<ResetThresholds, Done>
    {
        public async Task<Result<Done>> Handle(ResetThresholds command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            if (await db.ThresholdChoices.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Class == command.Class, cancellationToken) is not { } choice)
                return Error.NotFound("threshold.default_already", command.Class);
            db.Claim(choice, command.Version);
            db.Remove(choice);
            return Done.Value;
        }
    }
}
