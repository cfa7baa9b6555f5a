using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports.Queries;

/// <summary>By what a park's data may go abroad, newest first, with what was withdrawn; and whether those who take load curves out are asked.</summary>
[Allow(Permission.SeePark)]
public sealed record ListExportApprovals(string Park) : IQuery<ListExportApprovals.Shown>, IInPark
{
    /// <param name="AsksDestination">Load curves leave only with a word on where they go.</param>
    /// <param name="Version">Of the park.</param>
    public sealed record Shown(bool AsksDestination, Guid Version, IReadOnlyList<Item> Approvals);

    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="To">The first day on which it stands no longer; null: until it is withdrawn.</param>
    /// <param name="Withdrawn">Null where it was not.</param>
    public sealed record Item(
        int Number, ExportKind Kind, string Recipient, string Country, ExportBasis Basis, string Clause, string Reference, DateOnly From, DateOnly? To, string Note,
        string RecordedBy, DateTime RecordedAt, Withdrawal? Withdrawn)
    {
        /// <summary>On a day (UTC).</summary>
        public bool Stands(DateOnly day) => Withdrawn is null && From <= day && (To is null || day < To);
    }

    public sealed record Withdrawal(string Reason, string By, DateTime At);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListExportApprovals, Shown>
    {
        public async Task<Result<Shown>> Handle(ListExportApprovals query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Shown>();
            var all = await (
                from approval in db.ExportApprovals.Where(x => x.ParkId == park.Id)
                join w in db.ExportWithdrawals on approval.Id equals w.ApprovalId into withdrawals
                from withdrawal in withdrawals.DefaultIfEmpty()
                orderby approval.Number descending
                select new { approval, withdrawal }).AsNoTracking().ToListAsync(cancellationToken);
            return new Shown(park.AsksDestination, park.Version, [.. all.Select(x => Shows(x.approval, x.withdrawal))]);
        }

        private static Item Shows(ExportApproval x, ExportWithdrawal? withdrawal) => new(
            x.Number, x.Kind, x.Recipient, x.Country, x.Basis, x.Clause, x.Reference, x.From, x.To, x.Note, x.RecordedBy, x.RecordedAt,
            withdrawal is null ? null : new Withdrawal(withdrawal.Reason, withdrawal.By, withdrawal.At));
    }
}
