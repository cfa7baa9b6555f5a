using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Takes a wide CSV of readings as a whole, or nothing of it.</summary>
/// <param name="Columns">From column name to metering point code, or to null for a column to pass over; without it names are codes.</param>
[Allow(Role.ReadingSenders)]
public sealed record ImportReadings(string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string?>? Columns = null)
    : ICommand<ImportReadings.Taken>
{
    public sealed record Taken(ReadingImportId Id, DateOnly From, DateOnly To, int MeteringPoints, long Readings, long EnergyWh, int DaysWritten);

    internal sealed class Validator : AbstractValidator<ImportReadings>
    {
        public Validator() => RuleFor(x => x.FileName).IsText(ReadingImport.FileNameLength);
    }

    /// <summary>Reads the file, which takes seconds for a large one.</summary>
    internal sealed class Preparation(GreenParkDb db, ImportOptions options, CurrentUser user, TimeProvider clock) : IPreparation<ImportReadings>
    {
        public Result<ReadingsIntake> Intake { get; private set; }

        public async Task PrepareAsync(ImportReadings command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            Intake = found.TryGet(out var microgrid)
                ? await ReadingsIntake.OfAsync(db, options, clock.TodayIn(microgrid.TimeZone), microgrid, command.FileName, command.File, command.Columns, cancellationToken)
                : found.To<ReadingsIntake>();
        }
    }

    internal sealed class Handler(GreenParkDb db, Preparation prepared, CurrentUser user, MessageScope scope, TimeProvider clock)
        : ICommandHandler<ImportReadings, Taken>
    {
        public async Task<Result<Taken>> Handle(ImportReadings command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Taken>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            if (!prepared.Intake.TryGet(out var intake)) return prepared.Intake.To<Taken>();
            if (await intake.RefusalAsync(db, microgrid, command.FileName, cancellationToken) is { } refusal) return refusal;

            var days = intake.Days;
            var existing = await db.NewestReadingDays(microgrid.Id, days.From, days.To).ToDictionaryAsync(x => (x.Day, x.Point), cancellationToken);
            var changed = days.ChangedAgainst(existing);
            var import = ReadingImport.Of(microgrid.ParkId, microgrid.Id, command.FileName, intake.Sha256, command.File, clock.UtcNow(), user.Name, scope.RequestId,
                (days.From, days.To), days.Points, days.Readings, days.EnergyWh, changed.Count);
            db.Add(import);
            await db.BulkInsertAsync(changed.Select(c => ReadingDay.Of(import, c.Point, c.Day, c.Base + 1, c.Series)), cancellationToken);
            return new Taken(import.Id, import.From, import.To, import.MeteringPoints, import.Readings, import.EnergyWh, import.DaysWritten);
        }
    }
}
