namespace GreenPark.Application.Features.Microgrids.Commands;

/// <summary>Gives the microgrid its storage, or changes it. The factor is in g/kWh.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record SetStorage(
    string Park, string Microgrid, Guid Version, int EfficiencyPpm, long CapacityWh, long PowerW,
    long OpeningGreenWh = 0, long OpeningOtherWh = 0, decimal Factor = 0) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<SetStorage>
    {
        public Validator()
        {
            RuleFor(x => x.EfficiencyPpm).IsWithin(1, FieldRules.Whole);
            RuleFor(x => x.CapacityWh).IsWithin(1L, FieldRules.MostWatts);
            RuleFor(x => x.PowerW).IsWithin(1L, FieldRules.MostWatts);
            RuleFor(x => x.OpeningGreenWh).IsWithin(0L, FieldRules.MostWatts);
            RuleFor(x => x.OpeningOtherWh).IsWithin(0L, FieldRules.MostWatts);
            RuleFor(x => x.Factor).IsFactor();
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<SetStorage, Done>
    {
        public async Task<Result<Done>> Handle(SetStorage command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            EmissionFactor.TryFrom(command.Factor, out var factor);
            microgrid.SetStorage(new StorageFacts(
                command.EfficiencyPpm, command.CapacityWh, command.PowerW, command.OpeningGreenWh, command.OpeningOtherWh, factor));
            return Done.Value;
        }
    }
}
