using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.DataAccess.Queries;

/// <summary>What a tenant has let others see, newest first, with what it has withdrawn.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListConsents(string Park, string Tenant) : IQuery<IReadOnlyList<ListConsents.Item>>, IInPark, IInTenant
{
    /// <param name="To">The first day on which it stands no longer; null: until it is withdrawn.</param>
    /// <param name="Document">Of the paper that was signed; empty where the tenant's own people gave it here.</param>
    /// <param name="Withdrawn">Null where it was not.</param>
    public sealed record Item(int Number, ConsentKind Kind, ConsentFor Whom, DateOnly From, DateOnly? To, string Document, string GivenBy, DateTime GivenAt, Withdrawal? Withdrawn)
    {
        /// <summary>On a day.</summary>
        public bool Stands(DateOnly day) => Withdrawn is null && From <= day && (To is null || day < To);
    }

    public sealed record Withdrawal(string Reason, string By, DateTime At);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListConsents, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListConsents query, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(query.Park, query.Tenant, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<IReadOnlyList<Item>>();
            var all = await (
                from consent in db.DataConsents.Where(x => x.TenantId == tenant.Id)
                join w in db.ConsentWithdrawals on consent.Id equals w.ConsentId into withdrawals
                from withdrawal in withdrawals.DefaultIfEmpty()
                orderby consent.Number descending
                select new { consent, withdrawal }).AsNoTracking().ToListAsync(cancellationToken);
            return all.Select(x => new Item(x.consent.Number, x.consent.Kind, x.consent.Whom, x.consent.From, x.consent.To, x.consent.Document, x.consent.GivenBy, x.consent.GivenAt,
                x.withdrawal is null ? null : new Withdrawal(x.withdrawal.Reason, x.withdrawal.By, x.withdrawal.At))).ToList();
        }
    }
}
