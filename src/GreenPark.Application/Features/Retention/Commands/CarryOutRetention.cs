using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Commands;

/// <summary>
/// Removes what is older than its period, of one kind and one park, all of it or nothing; what stands in a month on hold stays. The count
/// stands on the audit record.
/// </summary>
/// <param name="Of">Null for kinds of no park.</param>
[Allow(Permission.SystemOnly)]
public sealed record CarryOutRetention(RetentionKind Kind, ParkId? Of = null) : ICommand<int>
{
    internal sealed class Handler(GreenParkDb db, RetentionOptions options, TimeProvider clock) : ICommandHandler<CarryOutRetention, int>
    {
        public async Task<Result<int>> Handle(CarryOutRetention command, CancellationToken cancellationToken)
        {
            await db.TakeTurnAsync<RetentionLimit, ParkId>(command.Of ?? default, cancellationToken);   // of two nodes the second finds nothing left
            if (command.Of is { } own) await db.TakeTurnAsync<Park, ParkId>(own, cancellationToken);   // a hold that is given meanwhile waits, or counts
            var terms = new RetentionTerms(db, options, clock);
            var term = await terms.OfAsync(command.Kind, command.Of, cancellationToken);
            if (terms.Limit(term) is not { } before) return 0;
            return command switch
            {
                { Kind: RetentionKind.ReadLog, Of: { } park } => await GoAsync(command, before, db.DataReads
                    .Where(x => x.ParkId == park && x.At < before
                        && !db.RetentionHolds.Any(h => h.ParkId == park && h.From <= x.At && h.To > x.At && !db.HoldReleases.Any(r => r.HoldId == h.Id)))
                    .OrderBy(x => x.At).ThenBy(x => x.Id), cancellationToken),
                // one that was never ended is over once it rests for hours: who was seen last before the limit is long gone
                { Kind: RetentionKind.Sessions, Of: null } => await GoAsync(command, before, db.Sessions.Where(x => x.SeenAt < before && (x.EndedAt == null || x.EndedAt < before)).OrderBy(x => x.Id), cancellationToken),
                { Kind: RetentionKind.Letters, Of: null } => await GoAsync(command, before, db.OutgoingMails.Where(x => x.DueAt == null && x.CreatedAt < before).OrderBy(x => x.Id), cancellationToken),
                { Kind: RetentionKind.LoadCurves, Of: { } park } => await new CurveRetirement(db, clock).CarryOutAsync(park, before, term.Months!.Value, cancellationToken),
                _ => throw new InvalidOperationException($"{command.Kind} is kept by {(command.Of is null ? "parks" : "the installation")}."),
            };
        }

        private async Task<int> GoAsync<T>(CarryOutRetention command, DateTime before, IOrderedQueryable<T> rows, CancellationToken cancellationToken) where T : class
        {
            var count = await rows.CountAsync(cancellationToken);
            if (count > 0) await db.RetireAsync(RetentionLimit.Of(command.Kind, command.Of, before, count, clock.UtcNow()), rows, cancellationToken);
            return count;
        }
    }
}
