using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>In a draft: the part that starts on <c>MemberFrom</c> (null: that has no start).</summary>
[Allow(Permission.KeepRegisters)]
public sealed record UpdateContractMember(string Park, string Microgrid, string Contract, Guid Version, string Tenant, DateOnly? MemberFrom, ContractMemberFields Member) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateContractMember>
    {
        public Validator() => RuleFor(x => x.Member).IsFilledIn(new ContractMemberFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<UpdateContractMember, Done>
    {
        public async Task<Result<Done>> Handle(UpdateContractMember command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, _) = found.Value;
            db.Claim(contract, command.Version);
            var tenantFound = await db.TenantIdAsync(contract.ParkId, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<Done>();
            return contract.UpdateMember(tenant, command.MemberFrom, command.Member.ToFacts(tenant)) is { } error ? error : Done.Value;
        }
    }
}
