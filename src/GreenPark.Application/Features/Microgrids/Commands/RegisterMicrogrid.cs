using GreenPark.Application.Features.Parks;
using NodaTime;

namespace GreenPark.Application.Features.Microgrids.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record RegisterMicrogrid(
    string Park, string Code, MicrogridType Type, int IntervalMinutes, string TimeZone, FactorFamily FactorFamily, MicrogridFields Microgrid)
    : ICommand<MicrogridId>, IInPark
{
    internal sealed class Validator : AbstractValidator<RegisterMicrogrid>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Type).IsKnown();
            RuleFor(x => x.IntervalMinutes).Must(x => x is 5 or 15 or 30 or 60).WithErrorCode("microgrid.bad_interval");
            RuleFor(x => x.TimeZone).Must(x => x is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(x) is not null).WithErrorCode("microgrid.unknown_time_zone");
            RuleFor(x => x.FactorFamily).IsKnown();
            RuleFor(x => x.Microgrid).IsFilledIn(new MicrogridFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<RegisterMicrogrid, MicrogridId>
    {
        public async Task<Result<MicrogridId>> Handle(RegisterMicrogrid command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<MicrogridId>();
            var microgrid = Microgrids.Microgrid.Register(
                park.Id, Platform.Data.Code.Of(command.Code), command.Type, command.IntervalMinutes, command.TimeZone, command.FactorFamily,
                command.Microgrid.ToFacts());
            db.Add(microgrid);
            return microgrid.Id;
        }
    }
}
