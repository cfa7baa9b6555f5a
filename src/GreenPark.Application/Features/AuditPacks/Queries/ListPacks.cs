using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.AuditPacks.Queries;

/// <summary>The packs of a park, newest period first.</summary>
[Allow(Permission.SeePark)]
public sealed record ListPacks(string Park, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListPacks.Item>>, IPaged, IInPark
{
    /// <param name="CreatedBy">Who made the run final.</param>
    /// <param name="TimeZone">Of the microgrid, IANA name.</param>
    /// <param name="Retired">What of its period was removed, and the file with it; null where it is there.</param>
    /// <param name="Withheld">A member does not let the one who asks see its every interval, which is in the pack.</param>
    public sealed record Item(
        string Microgrid, int Run, int Revision, bool Superseded, DateOnly From, DateOnly To, string FileName, long Bytes, string Sha256,
        string ManifestSha256, string TreeRoot, string IssuerSha256, DateTime CreatedAt, string CreatedBy, string TimeZone, bool Withheld = false, RetiredDays? Retired = null);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListPacks, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListPacks query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Page<Item>>();
            var page = await (from pack in db.AuditPacks.Where(x => x.ParkId == park.Id)
                          join run in db.Runs on pack.RunId equals run.Id
                          join microgrid in db.Microgrids on run.MicrogridId equals microgrid.Id
                          orderby run.From descending, run.Revision descending, pack.RunId
                          select new { run, Item = new Item(microgrid.Code.Value, run.Number, run.Revision, run.State == RunState.Superseded, run.From, run.To, pack.FileName, pack.Bytes,
                              pack.Sha256, pack.ManifestSha256, pack.TreeRoot, pack.IssuerSha256, pack.CreatedAt, run.FinalisedBy, microgrid.TimeZone, false, null) })
                .AsNoTracking().ToPageAsync(query, cancellationToken);
            var consents = new CurveConsents(db, user, clock);
            var items = new List<Item>();
            foreach (var x in page.Items) items.Add(x.Item with
            {
                Withheld = (await consents.WithheldFilesAsync(x.run, cancellationToken)).Count > 0,
                Retired = await db.RetiredOfAsync(x.run.MicrogridId, x.run.From, x.run.To, cancellationToken),
            });
            return new Page<Item>(items, page.Total, page.Skip, page.Take);
        }
    }
}
