using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record DraftContract(string Park, string Microgrid, string Code, ContractFields Contract) : ICommand<ContractId>, IInPark
{
    internal sealed class Validator : AbstractValidator<DraftContract>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Contract).IsFilledIn(new ContractFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<DraftContract, ContractId>
    {
        public async Task<Result<ContractId>> Handle(DraftContract command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<ContractId>();
            var resolved = command.Contract.Resolve(microgrid);
            if (!resolved.TryGet(out var facts)) return resolved.To<ContractId>();
            var contract = Contracts.Contract.Draft(microgrid, Platform.Data.Code.Of(command.Code), facts);
            db.Add(contract);
            return contract.Id;
        }
    }
}
