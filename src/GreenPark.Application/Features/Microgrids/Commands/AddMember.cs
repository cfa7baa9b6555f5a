using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record AddMember(string Park, string Microgrid, Guid Version, string Tenant, int? RegisterOrder = null, DateOnly? From = null, DateOnly? To = null) : ICommand<MembershipId>, IInPark
{
    internal DateRange Valid => new(From, To);

    internal sealed class Validator : AbstractValidator<AddMember>
    {
        public Validator()
        {
            RuleFor(x => x.RegisterOrder).IsWithin(1, 10_000);
            RuleFor(x => x.Valid).IsRange();
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<AddMember, MembershipId>
    {
        public async Task<Result<MembershipId>> Handle(AddMember command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<MembershipId>();
            db.Claim(microgrid, command.Version);
            var tenantFound = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!tenantFound.TryGet(out var tenant)) return tenantFound.To<MembershipId>();
            var joined = microgrid.Join(tenant.Id, command.RegisterOrder, command.Valid);
            return joined.TryGet(out var membership) ? membership.Id : joined.To<MembershipId>();
        }
    }
}
