using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>Also to a signed contract: a late joiner.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record AddContractMember(string Park, string Microgrid, string Contract, Guid Version, string Tenant, ContractMemberFields Member) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<AddContractMember>
    {
        public Validator() => RuleFor(x => x.Member).IsFilledIn(new ContractMemberFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<AddContractMember, Done>
    {
        public async Task<Result<Done>> Handle(AddContractMember command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, microgrid) = found.Value;
            db.Claim(contract, command.Version);
            var tenantFound = await db.TenantIdAsync(contract.ParkId, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<Done>();
            return contract.AddMember(microgrid, command.Member.ToFacts(tenant)) is { } error ? error : Done.Value;
        }
    }
}
