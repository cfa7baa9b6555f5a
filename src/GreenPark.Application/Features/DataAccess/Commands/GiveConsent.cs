using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.DataAccess.Commands;

/// <summary>
/// A tenant lets somebody see something of it. Nobody decides that for a tenant: an operator only records what the tenant signed on paper,
/// and says where that paper is. What another consent lets see already on all these days is not given twice: who withdraws one believes it gone.
/// </summary>
/// <param name="Until">The last day on which it stands, null until it is withdrawn.</param>
/// <param name="Document">Reference of the signed paper; empty from the tenant's own people.</param>
[Allow(Permission.GiveConsent), FreshSignIn]
public sealed record GiveConsent(string Park, string Tenant, ConsentKind Kind, ConsentFor Whom, DateOnly From, DateOnly? Until = null, string Document = "") : ICommand<int>, IInPark, IInTenant
{
    internal sealed class Validator : AbstractValidator<GiveConsent>
    {
        public Validator()
        {
            RuleFor(x => x.Kind).IsKnown();
            RuleFor(x => x.Whom).IsKnown();
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.Until).IsDay();
            RuleFor(x => x.Until).Must((all, x) => x is null || x >= all.From).WithErrorCode("consent.ends_before_it_begins").WithState((all, x) => new object?[] { all.From, x });
            RuleFor(x => x.Document).IsOptionalText(DataConsent.DocumentLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<GiveConsent, int>
    {
        public async Task<Result<int>> Handle(GiveConsent command, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<int>();
            if (user.TenantScope is null && string.IsNullOrWhiteSpace(command.Document)) return Error.Forbidden("consent.paper_only", tenant.Code.Value).In(nameof(Document));
            await db.TakeTurnAsync<Tenant, TenantId>(tenant.Id, cancellationToken);
            var to = command.Until?.AddDays(1);
            if (await db.DataConsents.AsNoTracking().Where(x => x.TenantId == tenant.Id && x.Kind == command.Kind && x.Whom == command.Whom && x.From <= command.From && (x.To == null || x.To >= to)
                    && !db.ConsentWithdrawals.Any(w => w.ConsentId == x.Id)).OrderBy(x => x.Number).Select(x => (int?)x.Number).FirstOrDefaultAsync(cancellationToken) is { } standing)
                return Error.Conflict("consent.stands_already", standing, tenant.Code.Value);
            var number = await db.DataConsents.Where(x => x.TenantId == tenant.Id).MaxAsync(x => (int?)x.Number, cancellationToken) + 1 ?? 1;
            db.Add(DataConsent.Of(tenant, number, command.Kind, command.Whom, command.From, to, command.Document.Trim(), user, clock.UtcNow()));
            db.Changes.Name(nameof(DataConsent), $"{tenant.Code.Value} #{number}");
            return number;
        }
    }
}
