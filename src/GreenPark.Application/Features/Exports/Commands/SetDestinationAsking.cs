using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports.Commands;

/// <summary>Whether whoever takes load curves out is asked where they go. Where nobody is asked, what is taken out is written down without it.</summary>
/// <param name="Version">Of the park.</param>
[Allow(Permission.SetRules), FreshSignIn]
public sealed record SetDestinationAsking(string Park, Guid Version, bool On, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<SetDestinationAsking>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(AuditRecord.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<SetDestinationAsking, Done>
    {
        public async Task<Result<Done>> Handle(SetDestinationAsking command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            db.Claim(park, command.Version);
            park.AskDestination(command.On);
            return Done.Value;
        }
    }
}
