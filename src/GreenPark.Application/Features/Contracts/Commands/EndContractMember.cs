using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Contracts.Commands;

/// <summary>The first day without the member is <c>To</c>.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record EndContractMember(string Park, string Microgrid, string Contract, Guid Version, string Tenant, DateOnly To) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<EndContractMember>
    {
        public Validator() => RuleFor(x => x.To).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<EndContractMember, Done>
    {
        public async Task<Result<Done>> Handle(EndContractMember command, CancellationToken cancellationToken)
        {
            var found = await db.FindContractAsync(command.Park, command.Microgrid, command.Contract, user, cancellationToken);
            if (found.IsFailure) return found.To<Done>();
            var (contract, _) = found.Value;
            db.Claim(contract, command.Version);
            var tenantFound = await db.TenantIdAsync(contract.ParkId, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<Done>();
            return contract.EndMember(tenant, command.To) is { } error ? error : Done.Value;
        }
    }
}
