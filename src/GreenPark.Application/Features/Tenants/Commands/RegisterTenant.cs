using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Tenants.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record RegisterTenant(string Park, string Code, TenantFields Tenant) : ICommand<TenantId>, IInPark
{
    internal sealed class Validator : AbstractValidator<RegisterTenant>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Tenant).IsFilledIn(new TenantFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<RegisterTenant, TenantId>
    {
        public async Task<Result<TenantId>> Handle(RegisterTenant command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<TenantId>();
            var facts = command.Tenant.ToFacts();
            var rule = await TenantsAreDifferentLegalPersons.OfAsync(db, park.Id, null, facts.CreditCode, cancellationToken);
            if (rule.Check() is { } error) return error;
            var tenant = Tenants.Tenant.Register(park.Id, Platform.Data.Code.Of(command.Code), facts);
            db.Add(tenant);
            return tenant.Id;
        }
    }
}
