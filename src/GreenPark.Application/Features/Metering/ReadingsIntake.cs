using GreenPark.Application.Features.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>A file of readings that may be taken as it is.</summary>
internal sealed record ReadingsIntake(string Sha256, DayTable Days, GridReadings Readings, ReadBy ReadBy)
{
    /// <summary>
    /// Reads the file and asks all that stands against taking it: too large, taken before, faulty, without a column, beyond any park, of days to come, of a locked period
    /// unless it is a correction. The preview and the import ask the same.
    /// </summary>
    public static async Task<Result<ReadingsIntake>> OfAsync(
        GreenParkDb db, ImportOptions options, DateOnly today, Microgrid microgrid, string fileName, ReadOnlyMemory<byte> file, ReadBy readBy, IReadOnlyDictionary<string, string?>? columns, bool correction,
        CancellationToken cancellationToken)
    {
        if (file.Length > options.MaxBytes) return Error.Invalid("import.too_large", file.Length, options.MaxBytes).At(fileName);
        var sha256 = Sha256Hex.Of(file.Span);
        if (await TakenAlreadyAsync(db, microgrid, sha256, fileName, cancellationToken) is { } taken) return taken;
        var read = readBy.Read(file, fileName, await MeteringShape.OfAsync(db, microgrid, cancellationToken), columns);
        if (!read.TryGet(out var readings)) return read.To<ReadingsIntake>();
        if (readings.Rows == 0) return Error.Invalid("import.no_readings").At(fileName);
        if (ReadingCap.Check(readings, microgrid.TimeZone, microgrid.IntervalMinutes) is { } tooLarge) return tooLarge.At(fileName);
        var placed = DayTable.Of(readings, microgrid.TimeZone, microgrid.IntervalMinutes);
        if (placed.IsFailure) return placed.To<ReadingsIntake>();
        if (placed.Value.Readings == 0) return Error.Invalid("import.no_readings").At(fileName);
        if (placed.Value.To > today.AddDays(1)) return Error.Invalid("import.in_the_future", placed.Value.To.AddDays(-1), today).At(fileName);
        var intake = new ReadingsIntake(sha256, placed.Value, readings, readBy);
        return await intake.RefusalAsync(db, microgrid, fileName, correction, cancellationToken) is { } refusal ? refusal : intake;
    }

    /// <summary>What others can have changed since the file was read: asked again when nobody else can write.</summary>
    public async Task<Error?> RefusalAsync(GreenParkDb db, Microgrid microgrid, string fileName, bool correction, CancellationToken cancellationToken) =>
        await TakenAlreadyAsync(db, microgrid, Sha256, fileName, cancellationToken)
        ?? (correction ? null : await LockedPeriods.ErrorAsync(db, microgrid.Id, Days.From, Days.To, cancellationToken))?.At(fileName);

    /// <summary>How often the file has come, this time included.</summary>
    public async Task<int> AttemptAsync(GreenParkDb db, Microgrid microgrid, CancellationToken cancellationToken) =>
        1 + await db.ReadingImports.CountAsync(x => x.MicrogridId == microgrid.Id && x.Sha256 == Sha256, cancellationToken);

    private static async Task<Error?> TakenAlreadyAsync(GreenParkDb db, Microgrid microgrid, string sha256, string fileName, CancellationToken cancellationToken) =>
        await db.ReadingImports.AsNoTracking().FirstOrDefaultAsync(x => x.MicrogridId == microgrid.Id && x.Sha256 == sha256
                && !db.ReadingChanges.Any(c => c.ImportId == x.Id && (c.State == ChangeState.Rejected || c.State == ChangeState.Withdrawn)), cancellationToken) is { } earlier
            ? Error.Conflict("import.taken_already", earlier.FileName, earlier.ImportedAt.ToString("yyyy-MM-dd HH:mm"), earlier.ImportedBy).At(fileName) : null;
}
