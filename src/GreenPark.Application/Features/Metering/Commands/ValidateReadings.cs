using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>
/// Looks at a month's newest readings, up to yesterday, and brings the list of findings up to date: new ones are open, known ones keep
/// their number, those that are gone are resolved. Readings stay as they are.
/// </summary>
/// <param name="Month">Any day of the month.</param>
[Allow(Permission.WorkFindings)]
public sealed record ValidateReadings(string Park, string Microgrid, DateOnly Month) : ICommand<ValidateReadings.Outcome>, IInPark
{
    /// <summary>The days before the month that tell what is usual.</summary>
    public const int PastDays = 28;

    /// <param name="New">Findings that were not on record.</param>
    /// <param name="Reopened">Findings that were resolved or accepted and are open again.</param>
    /// <param name="Resolved">Findings on record that are gone.</param>
    /// <param name="NotChecked">Rules, each with its reason, that could not look at some points or at all.</param>
    /// <param name="Pending">Findings of the month on which nobody has decided, the new ones included.</param>
    public sealed record Outcome(int Points, int Errors, int Warnings, int Infos, int New, int Reopened, int Resolved, int NotChecked, int Pending = 0);

    internal sealed class Validator : AbstractValidator<ValidateReadings>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    /// <param name="Points">Metering points looked at.</param>
    internal sealed record Looked(int Points, ValidationThresholds Thresholds, ValidationReport Report);

    /// <summary>Reads and looks, which takes a moment for a large park.</summary>
    internal sealed class Preparation(GreenParkDb db, CurrentUser user, TimeProvider clock) : IPreparation<ValidateReadings>
    {
        public Result<Looked> Report { get; private set; }

        /// <summary>What the report is of; null where there is none.</summary>
        public (int Validations, int Revisions)? Seen { get; private set; }

        public async Task PrepareAsync(ValidateReadings command, CancellationToken cancellationToken) => Report = await LookAsync(command, cancellationToken);

        private async Task<Result<Looked>> LookAsync(ValidateReadings command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Looked>();
            var (month, today) = (command.Month.FirstOfMonth(), clock.TodayIn(microgrid.TimeZone));
            if (new OnlyAMonthThatHasBegunIsValidated(month, today).Check() is { } early) return early.In(nameof(command.Month));
            Seen = await SeenAsync(db, microgrid, month, cancellationToken);
            var end = month.AddMonths(1) is var next && next > today ? today : next;
            var read = await new MeterSeries(db).LoadAsync(microgrid, month, end, end, PastDays, cancellationToken);
            if (!read.TryGet(out var series)) return read.To<Looked>();
            var thresholds = await ThresholdChoice.InForceAsync(db, microgrid.ParkId, cancellationToken);
            return new Looked(series.Points.Length, thresholds, MeterValidation.Check(new ValidationInput
            {
                Grid = series.Grid, Points = series.Points, HeadMeters = series.HeadMeters, ConnectionCapacityW = microgrid.ConnectionCapacityW,
                OffGrid = microgrid.Type == MicrogridType.OffGrid, BalanceTolerancePpm = microgrid.BalanceTolerancePpm,
                LatitudeDegrees = series.Coordinates?.LatitudeDegrees, LongitudeDegrees = series.Coordinates?.LongitudeDegrees,
            }, thresholds));
        }
    }

    /// <summary>How often the month was validated, and the readings it is validated by: both only ever grow.</summary>
    private static async Task<(int, int)> SeenAsync(GreenParkDb db, Microgrid microgrid, DateOnly month, CancellationToken cancellationToken) => (
        await db.ReadingValidations.Where(x => x.MicrogridId == microgrid.Id && x.Month == month).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0,
        await db.CountRevisionsAsync(microgrid.Id, month.AddDays(-PastDays), month.AddMonths(1), cancellationToken));

    internal sealed class Handler(GreenParkDb db, Preparation prepared, CurrentUser user, TimeProvider clock) : ICommandHandler<ValidateReadings, Outcome>
    {
        public async Task<Result<Outcome>> Handle(ValidateReadings command, CancellationToken cancellationToken)
        {
            if (!prepared.Report.TryGet(out var looked)) return prepared.Report.To<Outcome>();
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Outcome>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var ((points, thresholds, report), month, at) = (looked, command.Month.FirstOfMonth(), clock.UtcNow());
            var (validations, revisions) = await SeenAsync(db, microgrid, month, cancellationToken);
            if (prepared.Seen != (validations, revisions)) return Error.Conflict("data.changed_meanwhile");

            var findings = db.ReadingFindings.Where(x => x.MicrogridId == microgrid.Id);
            var known = await findings.Where(x => x.Month == month).OrderBy(x => x.Number).ToListAsync(cancellationToken);
            var number = await findings.MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
            var (made, reopened, again) = (0, 0, new HashSet<ReadingFinding>());
            foreach (var (finding, before) in SameFindings.Of(report.Findings, known))
            {
                if (before is null)
                {
                    db.Add(ReadingFinding.Of(microgrid, ++number, month, finding, at));
                    made++;
                    continue;
                }
                again.Add(before);
                if (before.FindAgain(finding, at)) reopened++;
            }
            var resolved = known.Count(x => !again.Contains(x) && x.Resolve(at));
            var validation = ReadingValidation.Of(microgrid, month, validations + 1, points, thresholds, report, user, at);
            db.Add(validation);
            db.Changes.Name(nameof(ReadingValidation), $"{microgrid.Code.Value} {month:yyyy-MM}");   // of all that it writes, the month is what people look for
            return new Outcome(points, validation.Errors, validation.Warnings, validation.Infos, made, reopened, resolved, report.NotChecked.Length,
                made + again.Count(x => x.State is FindingState.Open or FindingState.InWork));
        }
    }
}
