namespace GreenPark.Application.Features.Tenants.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record UpdateTenant(string Park, string Code, Guid Version, TenantFields Tenant) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateTenant>
    {
        public Validator() => RuleFor(x => x.Tenant).IsFilledIn(new TenantFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<UpdateTenant, Done>
    {
        public async Task<Result<Done>> Handle(UpdateTenant command, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(command.Park, command.Code, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<Done>();
            var facts = command.Tenant.ToFacts();
            var rule = await TenantsAreDifferentLegalPersons.OfAsync(db, tenant.ParkId, tenant.Id, facts.CreditCode, cancellationToken);
            if (rule.Check() is { } error) return error;
            db.Claim(tenant, command.Version);
            tenant.Update(facts);
            return Done.Value;
        }
    }
}
