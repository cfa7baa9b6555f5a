using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>What a metering point's register showed, newest first, with those that were withdrawn.</summary>
[Allow(Permission.SeePark)]
public sealed record ListRegisterReads(string Park, string Microgrid, string Point, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListRegisterReads.Item>>, IPaged, IShowsTenants, IInPark
{
    /// <param name="Number">Within the metering point, from 1.</param>
    /// <param name="RegisterWh">What it showed, times <c>factor</c>.</param>
    /// <param name="Serial">Of the meter; empty where nobody said.</param>
    /// <param name="Mark">How the file says it was read; empty for a typed one.</param>
    /// <param name="Counts">Whether intervals are held against it: it is not withdrawn, and its file does not call it a guess.</param>
    /// <param name="Factor">What one step of the register stands for.</param>
    /// <param name="File">Empty for a typed one.</param>
    /// <param name="Sha256">Of the file, lower-case hex.</param>
    /// <param name="Channel">In the file.</param>
    /// <param name="Withdrawn">Null where it stands.</param>
    public sealed record Item(int Number, DateTime At, long RegisterWh, string Serial, string Mark, bool Counts, int Factor, string File, string Sha256, string Channel, string Note, string By, DateTime RecordedAt, Withdrawal? Withdrawn);

    public sealed record Withdrawal(string Reason, string By, DateTime At);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads) : IQueryHandler<ListRegisterReads, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListRegisterReads query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Page<Item>>();
            var sought = await db.FindMeteringPointAsync(microgrid, query.Point, cancellationToken);
            if (!sought.TryGet(out var point)) return sought.To<Page<Item>>();
            var page = await (
                from read in db.RegisterReads.Where(x => x.MeteringPointId == point.Id)
                join withdrawal in db.RegisterReadWithdrawals on read.Id equals withdrawal.ReadId into withdrawals
                from withdrawal in withdrawals.DefaultIfEmpty()
                orderby read.At descending, read.Number descending
                select new { Read = read, Withdrawal = withdrawal }).AsNoTracking().ToPageAsync(query, cancellationToken);
            reads.Note(DataKind.Totals, point.ParkId, point.Periods.SelectMany(x => x.Parts).Select(x => x.Member).OfType<TenantId>());
            return new Page<Item>([.. page.Items.Select(x => Of(x.Read, x.Withdrawal))], page.Total, page.Skip, page.Take);
        }

        private static Item Of(RegisterRead x, RegisterReadWithdrawal? withdrawal) => new(
            x.Number, x.At, x.RegisterWh, x.Serial, x.Mark, withdrawal is null && x.IsRead, x.Factor, x.FileName, x.Sha256, x.Channel, x.Note, x.RecordedBy, x.RecordedAt,
            withdrawal is null ? null : new Withdrawal(withdrawal.Reason, withdrawal.By, withdrawal.At));
    }
}
