using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids.Commands;

/// <summary>The first day without the member is <c>To</c>.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record EndMembership(string Park, string Microgrid, Guid Version, string Tenant, DateOnly To) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<EndMembership>
    {
        public Validator() => RuleFor(x => x.To).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<EndMembership, Done>
    {
        public async Task<Result<Done>> Handle(EndMembership command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            var tenantFound = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<Done>();
            return microgrid.Leave(tenant.Id, command.To) is { } error ? error : Done.Value;
        }
    }
}
