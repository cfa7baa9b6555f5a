using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>From a draft; who leaves a signed contract has an end (<see cref="EndContractMember"/>).</summary>
[Allow(Permission.KeepRegisters)]
public sealed record RemoveContractMember(string Park, string Microgrid, string Contract, Guid Version, string Tenant, DateOnly? MemberFrom) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<RemoveContractMember, Done>
    {
        public async Task<Result<Done>> Handle(RemoveContractMember command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, _) = found.Value;
            db.Claim(contract, command.Version);
            var tenantFound = await db.TenantIdAsync(contract.ParkId, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<Done>();
            return contract.RemoveMember(tenant, command.MemberFrom) is { } error ? error : Done.Value;
        }
    }
}
