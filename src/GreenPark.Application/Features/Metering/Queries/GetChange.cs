using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A change of readings, with some of its days before and after: <c>Skip</c> and <c>Take</c> count them.</summary>
[Allow(Permission.SeePark)]
public sealed record GetChange(string Park, string Microgrid, int Number, int Skip = 0, int Take = Paging.DefaultTake, Release? Release = null) : IQuery<GetChange.Detail>, IPaged, IShowsTenants, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid} #{Number}";

    /// <param name="File">Name of the file that a correction came with, else null.</param>
    /// <param name="Reverts">Number of the change whose values before are put back, or null.</param>
    /// <param name="RevertedBy">Number of the change by which this one was reverted, or null.</param>
    /// <param name="MayDecide">Whether the one who asks can approve or reject it now.</param>
    /// <param name="MayWithdraw">Whether the one who asks has proposed it, by themselves or by a key that they made, and can still take it back.</param>
    /// <param name="Moved">Of a change that waits: the first of its days whose readings have become others since, so that it cannot be approved any more; else null.</param>
    /// <param name="IsFinal">Some of its days are final: approved, it requests superseding runs.</param>
    /// <param name="Runs">Requested since it was approved, of periods that have days of it, oldest first: what became of it in figures and statements.</param>
    /// <param name="Retired">What of its span was removed, values before and after and the list of runs with it; null where nothing was.</param>
    public sealed record Detail(
        int Number, ChangeKind Kind, ChangeState State, string Reason, string ProposedBy, DateTime ProposedAt, string DecidedBy, DateTime? DecidedAt, string Note,
        DateOnly From, DateOnly To, string? File, int? Reverts, int? RevertedBy, bool MayDecide, bool MayWithdraw, Place? Moved, bool IsFinal, IReadOnlyList<OfRun> Runs, Page<OfDay> Days, Guid Version, RetiredDays? Retired = null);

    public sealed record Place(string Point, DateOnly Day);

    /// <param name="BaseRevision">The revision it was proposed on; 0 where there were no readings.</param>
    /// <param name="Withheld">From whoever proposed it, who sees no more of a tenant by proposing: nothing before, and after what the change itself says.</param>
    public sealed record OfDay(string Point, DateOnly Day, int BaseRevision, ReadingsShown? Before, ReadingsShown After, bool Withheld = false);

    /// <param name="Supersedes">Number of the final run that it replaced; null while it is not final, or where there was none.</param>
    /// <param name="Revision">Of its statements; 0 while it is not final.</param>
    /// <param name="Statements">Numbers of the statements issued by it.</param>
    public sealed record OfRun(int Number, DateOnly From, DateOnly To, RunState State, int? Supersedes, int Revision, IReadOnlyList<string> Statements);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetChange, Detail>
    {
        public async Task<Result<Detail>> Handle(GetChange query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Detail>();
            var sought = await db.FindChangeAsync(microgrid.Id, query.Number, cancellationToken);
            if (!sought.TryGet(out var x)) return sought.To<Detail>();
            var file = await db.ReadingImports.Where(i => i.Id == x.ImportId).Select(i => i.FileName).SingleOrDefaultAsync(cancellationToken);
            var reverts = await db.ReadingChanges.Where(c => c.Id == x.Reverts).Select(c => (int?)c.Number).SingleOrDefaultAsync(cancellationToken);
            var revertedBy = await db.ReadingChanges.Where(c => c.Reverts == x.Id && (c.State == ChangeState.Approved || c.State == ChangeState.Reverted)).Select(c => (int?)c.Number).FirstOrDefaultAsync(cancellationToken);
            var mayDecide = x.State == ChangeState.Proposed && user.May(Permission.ApproveReadings) && new UnderFourEyesAnotherDecides(microgrid, x, user).Check() is null;
            var mayWithdraw = x.State == ChangeState.Proposed && user.May(Permission.EditReadings) && new OnlyTheProposerWithdraws(x.ProposerId, x.ProposedBy, user).Check() is null;
            var moved = x.State == ChangeState.Proposed && await db.MovedAsync(x, cancellationToken) is var (point, day) ? new Place(point.Value, day) : null;
            var isFinal = await db.FinalDays.AnyAsync(f => f.MicrogridId == microgrid.Id && db.ReadingChangeDays.Any(d => d.ChangeId == x.Id && d.Day == f.Day), cancellationToken);
            var retired = await db.RetiredOfAsync(microgrid.Id, x.From, x.To, cancellationToken);
            isFinal |= retired is not null;
            return new Detail(x.Number, x.Kind, x.State, x.Reason, x.ProposedBy, x.ProposedAt, x.DecidedBy, x.DecidedAt, x.Note, x.From, x.To, file, reverts, revertedBy, mayDecide, mayWithdraw, moved, isFinal,
                await RunsAsync(x, cancellationToken), await DaysAsync(x, query, cancellationToken), x.Version, retired);
        }

        private async Task<IReadOnlyList<OfRun>> RunsAsync(ReadingChange change, CancellationToken cancellationToken)
        {
            if (change.State is not (ChangeState.Approved or ChangeState.Reverted)) return [];
            var runs = await db.Runs
                .Where(x => x.MicrogridId == change.MicrogridId && x.RequestedAt >= change.DecidedAt && db.ReadingChangeDays.Any(d => d.ChangeId == change.Id && d.Day >= x.From && d.Day < x.To))
                .OrderBy(x => x.Number)
                .Select(x => new { x.Id, x.Number, x.From, x.To, x.State, x.Revision, Supersedes = db.Runs.Where(r => r.Id == x.Supersedes).Select(r => (int?)r.Number).FirstOrDefault() })
                .ToListAsync(cancellationToken);
            RunId[] ids = [.. runs.Select(x => x.Id)];
            var statements = (await db.Statements.Where(x => ids.Contains(x.RunId)).OrderBy(x => x.LeafIndex).Select(x => new { x.RunId, x.Number }).ToListAsync(cancellationToken))
                .ToLookup(x => x.RunId, x => x.Number);
            return [.. runs.Select(x => new OfRun(x.Number, x.From, x.To, x.State, x.Supersedes, x.Revision, [.. statements[x.Id]]))];
        }

        private async Task<Page<OfDay>> DaysAsync(ReadingChange change, IPaged paging, CancellationToken cancellationToken)
        {
            var days = await db.ReadingChangeDays.AsNoTracking().Where(x => x.ChangeId == change.Id).OrderBy(x => x.Day).ThenBy(x => x.Point).ToPageAsync(paging, cancellationToken);
            var (first, last) = days.Items.Count == 0 ? (change.From, change.From) : (days.Items[0].Day, days.Items[^1].Day);
            var before = await db.RevisionsBeforeAsync(change, first, last, cancellationToken);
            await reads.NotePointsAsync(db, DataKind.Curves, change.MicrogridId, [.. days.Items.Select(x => x.Point).Distinct()], first, last.AddDays(1), cancellationToken);
            var withheld = await WithheldAsync(change, days.Items, cancellationToken);
            return new Page<OfDay>([.. days.Items.Select(x => OfOne(x, before.GetValueOrDefault((x.Day, x.Point))?.Series, withheld.Contains((x.Point, x.Day))))], days.Total, days.Skip, days.Take);
        }

        private static OfDay OfOne(ReadingChangeDay day, DaySeries? before, bool withheld) => withheld
            ? new OfDay(day.Point.Value, day.Day, day.BaseRevision, null, ReadingsShown.Of(day.Series).Beyond(before), true)
            : new OfDay(day.Point.Value, day.Day, day.BaseRevision, before is { } was ? ReadingsShown.Of(was) : null, ReadingsShown.Of(day.Series));

        private async Task<HashSet<(Code, DateOnly)>> WithheldAsync(ReadingChange change, IEnumerable<ReadingChangeDay> days, CancellationToken cancellationToken)
        {
            var withheld = new HashSet<(Code, DateOnly)>();
            if (!change.IsOf(user)) return withheld;
            var consents = new CurveConsents(db, user, clock);
            foreach (var ofPoint in days.GroupBy(x => x.Point))
            {
                var point = await db.MeteringPoints.AsNoTracking().Include(x => x.Periods).ThenInclude(x => x.Parts).SingleAsync(x => x.MicrogridId == change.MicrogridId && x.Code == ofPoint.Key, cancellationToken);
                if ((await consents.WithheldDaysAsync(point, ofPoint.Min(x => x.Day), ofPoint.Max(x => x.Day).AddDays(1), cancellationToken)).Count == 0) continue;
                foreach (var day in ofPoint)
                    if ((await consents.WithheldDaysAsync(point, day.Day, day.Day.AddDays(1), cancellationToken)).Count > 0) withheld.Add((day.Point, day.Day));
            }
            return withheld;
        }
    }
}
