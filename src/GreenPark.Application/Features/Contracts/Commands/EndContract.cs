namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>The first day without the contract is <c>To</c>.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record EndContract(string Park, string Microgrid, string Contract, Guid Version, DateOnly To) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<EndContract>
    {
        public Validator() => RuleFor(x => x.To).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<EndContract, Done>
    {
        public async Task<Result<Done>> Handle(EndContract command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, _) = found.Value;
            db.Claim(contract, command.Version);
            return contract.End(command.To) is { } error ? error : Done.Value;
        }
    }
}
