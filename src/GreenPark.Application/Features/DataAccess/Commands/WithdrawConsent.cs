using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.DataAccess.Commands;

/// <summary>A consent stands no longer, from now on. What was seen before stays in the log of looks. An operator records what the tenant said so.</summary>
[Allow(Permission.GiveConsent), FreshSignIn]
public sealed record WithdrawConsent(string Park, string Tenant, int Number, string Reason) : ICommand<Done>, IHasReason, IInPark, IInTenant
{
    internal sealed class Validator : AbstractValidator<WithdrawConsent>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(ConsentWithdrawal.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WithdrawConsent, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawConsent command, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<Done>();
            await db.TakeTurnAsync<Tenant, TenantId>(tenant.Id, cancellationToken);
            if (await db.DataConsents.SingleOrDefaultAsync(x => x.TenantId == tenant.Id && x.Number == command.Number, cancellationToken) is not { } consent)
                return Error.NotFound("consent.not_found", command.Number, tenant.Code.Value);
            if (await db.ConsentWithdrawals.AsNoTracking().SingleOrDefaultAsync(x => x.ConsentId == consent.Id, cancellationToken) is { } earlier)
                return Error.RuleBroken("consent.withdrawn_already", consent.Number, earlier.By, earlier.Reason);
            db.Add(ConsentWithdrawal.Of(consent, command.Reason, user, clock.UtcNow()));
            db.Changes.Name(nameof(DataConsent), $"{tenant.Code.Value} #{consent.Number}");
            return Done.Value;
        }
    }
}
