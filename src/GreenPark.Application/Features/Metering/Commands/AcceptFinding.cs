namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Says that what was found is as it should be, and why. It stays accepted until a validation finds it with another span or other figures.</summary>
[Allow(Permission.WorkFindings)]
public sealed record AcceptFinding(string Park, string Microgrid, int Number, Guid Version, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<AcceptFinding>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(ReadingFinding.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<AcceptFinding, Done>
    {
        public async Task<Result<Done>> Handle(AcceptFinding command, CancellationToken cancellationToken)
        {
            var found = await db.FindFindingAsync(command.Park, command.Microgrid, command.Number, user, cancellationToken);
            if (!found.TryGet(out var finding)) return found.To<Done>();
            db.Claim(finding, command.Version);
            return finding.Accept(user, command.Reason.Trim(), clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
