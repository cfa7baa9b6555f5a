using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>
/// Takes a file of readings as a whole, or nothing of it. With the reason of a correction the file is kept, and its days that differ, final
/// or not, are proposed as a change: nothing of them counts until it is approved.
/// </summary>
/// <param name="Columns">From column name to metering point code, or to null for a column to pass over; without it names are codes.</param>
/// <param name="Profile">Code of a kept profile, or a profile's JSON, by which the file is read; null for the wide CSV or JSON.</param>
/// <param name="Correction">Why readings, also of final days, are to be others; empty to take the file at once.</param>
/// <param name="ReplaceChanges">Readings that an approved change wrote may be replaced; without it, and not as a correction, such a file is refused.</param>
/// <param name="UploadKey">The sender's own name for this delivery: sent again with the same file it has no second effect and gets the same answer.</param>
[Allow(Permission.SendReadings)]
public sealed record ImportReadings(string Park, string Microgrid, string FileName, SentFile File, IReadOnlyDictionary<string, string?>? Columns = null,
    string Correction = "", string? Profile = null, string? UploadKey = null, bool ReplaceChanges = false)
    : ICommand<ImportReadings.Taken>, IHasReason, IInPark
{
    string IHasReason.Reason => Correction;

    private bool IsCorrection => !string.IsNullOrWhiteSpace(Correction);

    /// <param name="Change">Number of the correction that was proposed; null where the readings were taken, or nothing differs.</param>
    /// <param name="Notes">What was noticed and is no fault: files of an archive that were passed over, among others.</param>
    public sealed record Taken(
        ReadingImportId Id, DateOnly From, DateOnly To, int MeteringPoints, long Readings, long EnergyWh, int DaysWritten, int? Change = null, IReadOnlyList<PreviewReadings.Note>? Notes = null)
    {
        public IReadOnlyList<PreviewReadings.Note> Notes { get; init; } = Notes ?? [];
    }

    internal sealed class Validator : AbstractValidator<ImportReadings>
    {
        public Validator()
        {
            RuleFor(x => x.FileName).IsText(ReadingImport.FileNameLength);
            RuleFor(x => x.Correction).IsOptionalText(ReadingChange.ReasonLength);
            RuleFor(x => x.Profile ?? "").IsOptionalText(ReadingProfile.JsonLength).OverridePropertyName(nameof(Profile));
            RuleFor(x => x.UploadKey ?? "").IsOptionalText(ReadingImport.UploadKeyLength).OverridePropertyName(nameof(UploadKey));
        }
    }

    private static Task<ReadingImport?> EarlierAsync(GreenParkDb db, Microgrid microgrid, ImportReadings command, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(command.UploadKey) ? Task.FromResult<ReadingImport?>(null)
        : db.ReadingImports.AsNoTracking().FirstOrDefaultAsync(x => x.ParkId == microgrid.ParkId && x.UploadKey == command.UploadKey, cancellationToken);

    /// <summary>Reads the file, which takes seconds for a large one.</summary>
    internal sealed class Preparation(GreenParkDb db, ImportOptions options, CurrentUser user, TimeProvider clock) : IPreparation<ImportReadings>, IDisposable
    {
        public Result<ReadingsIntake> Intake { get; private set; }

        public async Task PrepareAsync(ImportReadings command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid))
            {
                Intake = found.To<ReadingsIntake>();
                return;
            }
            if (await EarlierAsync(db, microgrid, command, cancellationToken) is not null) return;   // the handler answers
            var readBy = await ReadBy.OfAsync(db, microgrid.ParkId, command.Profile, cancellationToken);
            Intake = readBy.IsFailure ? readBy.To<ReadingsIntake>() : await ReadingsIntake.OfAsync(
                db, options, user, clock.TodayIn(microgrid.TimeZone), microgrid, command.FileName, command.File, readBy.Value, command.Columns, command.IsCorrection, cancellationToken);
        }

        /// <summary>Nothing was read where the handler answers.</summary>
        public void Dispose() => (Intake.TryGet(out var intake) ? intake : null)?.Dispose();
    }

    internal sealed class Handler(GreenParkDb db, Preparation prepared, CurrentUser user, MessageScope scope, TimeProvider clock)
        : ICommandHandler<ImportReadings, Taken>
    {
        public async Task<Result<Taken>> Handle(ImportReadings command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Taken>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            if (await EarlierAsync(db, microgrid, command, cancellationToken) is { } earlier) return await AgainAsync(earlier, microgrid, command, cancellationToken);
            if (!prepared.Intake.TryGet(out var intake)) return prepared.Intake.To<Taken>();
            if (await intake.RefusalAsync(db, microgrid, command.FileName, command.IsCorrection, cancellationToken) is { } refusal) return refusal;

            var days = intake.Days;
            var changes = DayChanges.Of(days, db, microgrid.Id);
            if (command.IsCorrection && await intake.NothingNewAsync(db, microgrid, command.FileName, changes, cancellationToken) is { } nothing) return nothing;
            if (!command.IsCorrection && !command.ReplaceChanges && changes.Overwriting(command.FileName) is { } overwriting) return overwriting;
            var import = ReadingImport.Of(microgrid.ParkId, microgrid.Id, command.FileName, intake.Sha256, await intake.AttemptAsync(db, microgrid, cancellationToken), intake.ReadBy, command.UploadKey, command.File.Length, clock.UtcNow(), user.Name, scope.RequestId,
                (days.From, days.To), days.Points, days.Readings, days.EnergyWh, command.IsCorrection ? 0 : changes.Count, ImportNotes.Write(intake.Notes));
            db.Add(import);
            if (command.IsCorrection) return TakenOf(import, await ProposeAsync(command, microgrid, import, changes, cancellationToken));
            await db.BulkInsertAsync(changes.All.Select(c => ReadingDay.Of(import, c.Point, c.Day, c.Base + 1, c.Series)), cancellationToken);
            return TakenOf(import, null);
        }

        /// <summary>The same file under the same key gets the answer it got; another file does not pass for it.</summary>
        private async Task<Result<Taken>> AgainAsync(ReadingImport earlier, Microgrid microgrid, ImportReadings command, CancellationToken cancellationToken) =>
            earlier.MicrogridId == microgrid.Id && earlier.Sha256 == command.File.Sha256()
                ? TakenOf(earlier, await db.ReadingChanges.Where(x => x.ImportId == earlier.Id).Select(x => (int?)x.Number).FirstOrDefaultAsync(cancellationToken))
                : Error.Conflict("import.key_taken", earlier.UploadKey, earlier.FileName, LocalTime.Of(earlier.ImportedAt, microgrid.TimeZone));

        private async Task<int?> ProposeAsync(ImportReadings command, Microgrid microgrid, ReadingImport import, DayChanges changes, CancellationToken cancellationToken) =>
            changes.Count == 0 ? null : (await new ChangeProposals(db, user, clock, scope).KeepAsync(microgrid, ChangeKind.Correction, command.Correction,
                [.. changes.All.Select(x => new ProposedDay(x.Point, x.Day, x.Base, x.Series))], cancellationToken, import.Id)).Number;

        private static Taken TakenOf(ReadingImport import, int? change) =>
            new(import.Id, import.From, import.To, import.MeteringPoints, import.Readings, import.EnergyWh, import.DaysWritten, change, ImportNotes.Read(import.Notes));
    }
}
