using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>
/// Proposes to put back what was there before an approved change. It is a change like any other, to be approved, and as long as
/// nothing newer stands on the days: what came later is never thrown away with it.
/// </summary>
[Allow(Permission.EditReadings), FreshSignIn]
public sealed record RevertChange(string Park, string Microgrid, int Number, Guid Version, string Reason) : ICommand<ProposedChange>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<RevertChange>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(ReadingChange.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<RevertChange, ProposedChange>
    {
        public async Task<Result<ProposedChange>> Handle(RevertChange command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<ProposedChange>();
            var change = await db.FindChangeAsync(microgrid.Id, command.Number, cancellationToken);
            if (!change.TryGet(out var reverted)) return change.To<ProposedChange>();
            db.Claim(reverted, command.Version);
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            if (new OnlyAnApprovedChangeIsReverted(reverted.Number, reverted.State).Check() is { } early) return early;
            if (await db.RetiredErrorAsync(microgrid.Id, reverted.From, reverted.To, cancellationToken) is { } retired) return retired;

            var days = await db.ReadingChangeDays.AsNoTracking().Where(x => x.ChangeId == reverted.Id).OrderBy(x => x.Day).ThenBy(x => x.Point).ToListAsync(cancellationToken);
            var newest = await db.NewestReadingDays(microgrid.Id, reverted.From, reverted.To).Select(x => new { x.Day, x.Point, x.ChangeId })
                .ToDictionaryAsync(x => (x.Day, x.Point), x => x.ChangeId, cancellationToken);
            if (days.FirstOrDefault(x => newest[(x.Day, x.Point)] != reverted.Id) is { } later) return Error.RuleBroken("change.changed_again", reverted.Number, later.Point, later.Day);
            var before = await db.RevisionsBeforeAsync(reverted, reverted.From, reverted.To, cancellationToken);
            return await new ChangeProposals(db, user, clock, scope).KeepAsync(microgrid, reverted.Kind, command.Reason,
                [.. days.Select(x => new ProposedDay(x.Point, x.Day, x.BaseRevision + 1, before.TryGetValue((x.Day, x.Point), out var day) ? day.Series : DaySeries.Empty(x.Series.Intervals)))],
                cancellationToken, reverts: reverted.Id);
        }
    }
}
