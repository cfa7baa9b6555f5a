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
            // the decision is about the values that were proposed on: what has been written since would be lost
            if (await db.MovedAsync(change, cancellationToken) is var (point, day)) return Error.RuleBroken("change.readings_moved", change.Number, point, day);
            var days = await db.ReadingChangeDays.AsNoTracking().Where(x => x.ChangeId == change.Id).OrderBy(x => x.Day).ThenBy(x => x.Point).ToListAsync(cancellationToken);
            if (change.Reverts is { } reverted && (await db.ReadingChanges.SingleAsync(x => x.Id == reverted, cancellationToken)).Revert() is { } refused) return refused;
            await db.BulkInsertAsync(days.Select(x => ReadingDay.Of(change, x)), cancellationToken);
            var runs = await new RunRequests(db, user, clock).SupersedeAsync(microgrid, [.. days.Select(x => x.Day).Distinct()], cancellationToken);
            return runs.TryGet(out var requested) ? new Approved(change.Number, [.. requested.Select(x => x.Number)]) : runs.To<Approved>();
        }
    }
}
