using GreenPark.Application.Features.Microgrids;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Writes down what the register of a meter showed at an instant.</summary>
/// <param name="At">When an interval begins.</param>
/// <param name="RegisterWh">What the register showed, with the ratio of the transformers before the meter.</param>
/// <param name="Serial">Serial number of the meter, empty where it does not matter.</param>
[Allow(Permission.EditReadings)]
public sealed record RecordRegisterRead(string Park, string Microgrid, string Point, DateTimeOffset At, long RegisterWh, string Serial = "", string Note = "") : ICommand<RecordRegisterRead.Recorded>, IInPark
{
    /// <param name="Number">Within the metering point.</param>
    public sealed record Recorded(int Number);

    internal sealed class Validator : AbstractValidator<RecordRegisterRead>
    {
        public Validator()
        {
            RuleFor(x => x.At).IsInstant();
            RuleFor(x => x.RegisterWh).IsWithin(0, RegisterRead.MostWh);
            RuleFor(x => x.Serial).IsOptionalText(RegisterRead.SerialLength);
            RuleFor(x => x.Note).IsOptionalText(RegisterRead.NoteLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<RecordRegisterRead, Recorded>
    {
        public async Task<Result<Recorded>> Handle(RecordRegisterRead command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Recorded>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var sought = await db.FindMeteringPointAsync(microgrid.Id, command.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<Recorded>();
            var (at, now, serial) = (command.At.UtcDateTime, clock.UtcNow(), command.Serial.Trim());
            if (RegisterReads.Refusal(microgrid, at, now) is { } refusal) return refusal.In(nameof(command.At));
            // compared here: databases differ in whether "s1" is "S1"
            var then = await db.StandingReads(microgrid.Id).AsNoTracking().Where(x => x.MeteringPointId == point.Id && x.At == at).ToListAsync(cancellationToken);
            if (then.FirstOrDefault(x => x.IsRead && RegisterReads.MayBeOneMeter(x.Serial, serial)) is { } known)
                return Error.Conflict("register.recorded_already", point.Code.Value, RegisterReads.LocalTime(microgrid.TimeZone, at), known.Number, known.RegisterWh / 1000m).In(nameof(command.At));
            var last = await db.RegisterReads.Where(x => x.MeteringPointId == point.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
            var read = RegisterRead.Typed(point, last + 1, at, command.RegisterWh, serial, command.Note, user, now, scope.RequestId);
            db.Add(read);
            return new Recorded(read.Number);
        }
    }
}
