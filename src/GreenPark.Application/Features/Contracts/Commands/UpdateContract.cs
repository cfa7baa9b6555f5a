namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>Rewrites a draft.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record UpdateContract(string Park, string Microgrid, string Contract, Guid Version, ContractFields Fields) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateContract>
    {
        public Validator() => RuleFor(x => x.Fields).IsFilledIn(new ContractFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<UpdateContract, Done>
    {
        public async Task<Result<Done>> Handle(UpdateContract command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, microgrid) = found.Value;
            db.Claim(contract, command.Version);
            var resolved = command.Fields.Resolve(microgrid);
            if (!resolved.TryGet(out var facts)) return resolved.To<Done>();
            return contract.Update(facts) is { } error ? error : Done.Value;
        }
    }
}
