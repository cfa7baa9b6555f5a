using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Other days, to whom the point then counts.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record AddMeteringPeriod(string Park, string Microgrid, string Point, Guid Version, MeteringFields Period) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<AddMeteringPeriod>
    {
        public Validator() => RuleFor(x => x.Period).IsFilledIn(new MeteringFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<AddMeteringPeriod, Done>
    {
        public async Task<Result<Done>> Handle(AddMeteringPeriod command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            var pointFound = await db.FindMeteringPointAsync(microgrid.Id, command.Point, cancellationToken);
            if (!pointFound.TryGet(out var point)) return pointFound.To<Done>();
            db.Claim(point, command.Version);
            var resolved = await command.Period.ResolveAsync(db, microgrid, point.Measures, point, cancellationToken);
            if (!resolved.TryGet(out var facts)) return resolved.To<Done>();
            return point.AddPeriod(facts) is { } error ? error : Done.Value;
        }
    }
}
