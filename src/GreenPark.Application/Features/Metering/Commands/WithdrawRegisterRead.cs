using GreenPark.Application.Features.Microgrids;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Says that a register read is wrong, and why. It stays on record, and nothing is held against it any more.</summary>
[Allow(Permission.EditReadings)]
public sealed record WithdrawRegisterRead(string Park, string Microgrid, string Point, int Number, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<WithdrawRegisterRead>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(RegisterReadWithdrawal.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<WithdrawRegisterRead, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawRegisterRead command, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid, cancellationToken);
            var sought = await db.FindMeteringPointAsync(microgrid, command.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<Done>();
            if (await db.RegisterReads.SingleOrDefaultAsync(x => x.MeteringPointId == point.Id && x.Number == command.Number, cancellationToken) is not { } read)
                return Error.NotFound("register.not_found", command.Number, point.Code.Value);
            if (await db.RegisterReadWithdrawals.AsNoTracking().SingleOrDefaultAsync(x => x.ReadId == read.Id, cancellationToken) is { } earlier)
                return Error.RuleBroken("register.withdrawn_already", read.Number, point.Code.Value, earlier.By, earlier.Reason);
            db.Add(RegisterReadWithdrawal.Of(read, command.Reason, user, clock.UtcNow(), scope.RequestId));
            return Done.Value;
        }
    }
}
