using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Decides that a proposed change is not to be; what it proposed stays on record and counts for nothing.</summary>
[Allow(Permission.ApproveReadings)]
public sealed record RejectChange(string Park, string Microgrid, int Number, Guid Version, string Note) : ICommand<Done>, IHasReason, IInPark
{
    string IHasReason.Reason => Note;

    internal sealed class Validator : AbstractValidator<RejectChange>
    {
        public Validator() => RuleFor(x => x.Note).IsText(ReadingChange.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<RejectChange, Done>
    {
        public async Task<Result<Done>> Handle(RejectChange command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            var change = await db.FindChangeAsync(microgrid.Id, command.Number, cancellationToken);
            if (!change.TryGet(out var proposed)) return change.To<Done>();
            db.Claim(proposed, command.Version);
            return proposed.Reject(microgrid, user, command.Note, clock.UtcNow(), scope.RequestId) is { } error ? error : Done.Value;
        }
    }
}
