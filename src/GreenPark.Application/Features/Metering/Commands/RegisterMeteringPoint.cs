using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record RegisterMeteringPoint(string Park, string Microgrid, string Code, Measurand Measures, MeteringFields Period) : ICommand<MeteringPointId>, IInPark
{
    internal sealed class Validator : AbstractValidator<RegisterMeteringPoint>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Measures).IsKnown();
            RuleFor(x => x.Period).IsFilledIn(new MeteringFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<RegisterMeteringPoint, MeteringPointId>
    {
        public async Task<Result<MeteringPointId>> Handle(RegisterMeteringPoint command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<MeteringPointId>();
            var resolved = await command.Period.ResolveAsync(db, microgrid, command.Measures, null, cancellationToken);
            if (!resolved.TryGet(out var facts)) return resolved.To<MeteringPointId>();
            var registered = MeteringPoint.Register(microgrid, Platform.Data.Code.Of(command.Code), command.Measures, facts);
            if (!registered.TryGet(out var point)) return registered.To<MeteringPointId>();
            db.Add(point);
            return point.Id;
        }
    }
}
