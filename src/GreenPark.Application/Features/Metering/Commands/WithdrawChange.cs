using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Takes back what one has proposed oneself.</summary>
[Allow(Permission.EditReadings)]
public sealed record WithdrawChange(string Park, string Microgrid, int Number, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<WithdrawChange, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawChange command, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            var change = await db.FindChangeAsync(microgrid, command.Number, cancellationToken);
            if (!change.TryGet(out var proposed)) return change.To<Done>();
            db.Claim(proposed, command.Version);
            return proposed.Withdraw(user, clock.UtcNow(), scope.RequestId) is { } error ? error : Done.Value;
        }
    }
}
