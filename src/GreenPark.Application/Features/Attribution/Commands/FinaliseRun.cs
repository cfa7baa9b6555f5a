using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Statements;
using ParkFileReader = GreenPark.Engine.Parks.ParkFileReader;

namespace GreenPark.Application.Features.Attribution.Commands;

/// <summary>
/// Decides that a provisional run counts: its days are locked at once, its statements and pack follow in the background.
/// For a period that is final already it is a superseding run and needs a reason.
/// </summary>
[Allow(Permission.Finalise), FreshSignIn]
public sealed record FinaliseRun(string Park, string Microgrid, int Number, Guid Version, string Reason = "") : ICommand<RunId>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<FinaliseRun>
    {
        public Validator() => RuleFor(x => x.Reason).IsOptionalText(500);
    }

    internal sealed class Handler(GreenParkDb db, Issuer issuer, CurrentUser user, TimeProvider clock) : ICommandHandler<FinaliseRun, RunId>
    {
        public async Task<Result<RunId>> Handle(FinaliseRun command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Park, command.Microgrid, command.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<RunId>();
            db.Claim(run, command.Version);
            await db.TakeTurnAsync<Microgrid, MicrogridId>(run.MicrogridId, cancellationToken);
            var now = clock.UtcNow();
            // documents carry the time of this decision, so the key must be good for it
            if (issuer.Key.Certificate.CheckValidAt(now) is { } expired) return expired;
            if (new OnlyAProvisionalRunIsFinalised(run.State).Check() is { } early) return early;
            var timeZone = await db.Microgrids.Where(x => x.Id == run.MicrogridId).Select(x => x.TimeZone).SingleAsync(cancellationToken);
            if (new OnlyAPeriodThatIsOverIsFinalised(run.To, clock.TodayIn(timeZone)).Check() is { } goesOn) return goesOn;
            if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
            if (await LockedPeriods.ClashAsync(db, run.MicrogridId, run.From, run.To, cancellationToken) is { } clash) return clash;
            var before = await db.FinalRunOfAsync(run.MicrogridId, run.From, run.To, cancellationToken);
            if (run.Finalise(before, command.Reason, user, now) is { } error) return error;
            if (await ChangedSinceAsync(run, before, cancellationToken) is { } changed) return changed;
            await db.BulkInsertAsync(Enumerable.Range(0, run.To.DayNumber - run.From.DayNumber).Select(d => FinalDay.Of(run, run.From.AddDays(d))), cancellationToken);
            return run.Id;
        }

        /// <summary>
        /// A run made final must be of today's registers and readings and open with the closing pool of the final run before it; the
        /// next final one must open with its own. A superseding run may open after a provisional one: so months that were made final
        /// before an earlier one are put in order from the last to the first.
        /// </summary>
        private async Task<Error?> ChangedSinceAsync(Run run, Run? before, CancellationToken cancellationToken)
        {
            var input = await db.RunInputs.AsNoTracking().SingleAsync(x => x.RunId == run.Id, cancellationToken);
            var microgrid = ParkFileReader.Read(input.ParkJson, "park.json").Value.Microgrid;
            var opening = await OpeningPool.OfAsync(db, run, cancellationToken);
            if (microgrid.Storage is not null)
            {
                if (opening?.After != input.OpensAfter) return Error.RuleBroken("run.opening_changed", run.Number);
                if (opening is { IsFinal: false } && before is null) return Error.RuleBroken("run.before_not_final", run.Number);
                if (await OpeningPool.NextThatOpenedOtherwiseAsync(db, run, cancellationToken) is { } next)
                    return Error.RuleBroken("run.later_opened_otherwise", next.Number, next.From, next.To.AddDays(-1));
            }
            var registers = await new RunCalculation(db).ExportAsync(run, opening?.Pool, cancellationToken);
            if (!registers.TryGet(out var parkJson)) return registers.FirstError;
            if (!parkJson.AsSpan().SequenceEqual(input.ParkJson)) return Error.RuleBroken("run.registers_changed", run.Number);
            return await RunReadings.NewestSha256Async(db, run.MicrogridId, microgrid, run.From, run.To, cancellationToken) == input.RevisionsSha256
                ? null : Error.RuleBroken("run.readings_changed", run.Number);
        }
    }
}
