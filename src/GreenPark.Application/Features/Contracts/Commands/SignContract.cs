namespace GreenPark.Application.Features.Contracts.Commands;

[Allow(Permission.KeepRegisters), FreshSignIn]
public sealed record SignContract(string Park, string Microgrid, string Contract, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SignContract, Done>
    {
        public async Task<Result<Done>> Handle(SignContract command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, _) = found.Value;
            db.Claim(contract, command.Version);
            return contract.Sign(clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
