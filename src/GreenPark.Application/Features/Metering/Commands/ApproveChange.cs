using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>
/// Makes a proposed change count: its days become new revisions, and a superseding run is requested for each final period among them,
/// oldest first. Whether that run becomes final is decided as always.
/// </summary>
[Allow(Permission.ApproveReadings), FreshSignIn]
public sealed record ApproveChange(string Park, string Microgrid, int Number, Guid Version, string Note = "") : ICommand<ApproveChange.Approved>, IHasReason, IInPark
{
    string IHasReason.Reason => Note;

    /// <param name="Runs">Numbers of the superseding runs that were requested.</param>
    public sealed record Approved(int Number, IReadOnlyList<int> Runs);

    internal sealed class Validator : AbstractValidator<ApproveChange>
    {
        public Validator() => RuleFor(x => x.Note).IsOptionalText(ReadingChange.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<ApproveChange, Approved>
    {
        public async Task<Result<Approved>> Handle(ApproveChange command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Approved>();
            var sought = await db.FindChangeAsync(microgrid.Id, command.Number, cancellationToken);
            if (!sought.TryGet(out var change)) return sought.To<Approved>();
            db.Claim(change, command.Version);
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            if (change.Approve(microgrid, user, command.Note, clock.UtcNow(), scope.RequestId) is { } error) return error;
            var days = await db.ReadingChangeDays.AsNoTracking().Where(x => x.ChangeId == change.Id).OrderBy(x => x.Day).ThenBy(x => x.Point).ToListAsync(cancellationToken);
            if (await MovedAsync(change, days, cancellationToken) is { } moved) return moved;
            if (change.Reverts is { } reverted && (await db.ReadingChanges.SingleAsync(x => x.Id == reverted, cancellationToken)).Revert() is { } refused) return refused;
            await db.BulkInsertAsync(days.Select(x => ReadingDay.Of(change, x)), cancellationToken);
            var runs = await new RunRequests(db, user, clock).SupersedeAsync(microgrid, [.. days.Select(x => x.Day).Distinct()], cancellationToken);
            return runs.TryGet(out var requested) ? new Approved(change.Number, [.. requested.Select(x => x.Number)]) : runs.To<Approved>();
        }

        /// <summary>The decision is about the values that were proposed on: what has been written since would be lost.</summary>
        private async Task<Error?> MovedAsync(ReadingChange change, IReadOnlyList<ReadingChangeDay> days, CancellationToken cancellationToken)
        {
            var newest = await db.NewestReadingDays(change.MicrogridId, change.From, change.To).Select(x => new { x.Day, x.Point, x.Revision })
                .ToDictionaryAsync(x => (x.Day, x.Point), x => x.Revision, cancellationToken);
            return days.FirstOrDefault(x => newest.GetValueOrDefault((x.Day, x.Point)) != x.BaseRevision) is { } moved
                ? Error.RuleBroken("change.readings_moved", change.Number, moved.Point, moved.Day) : null;
        }
    }
}
