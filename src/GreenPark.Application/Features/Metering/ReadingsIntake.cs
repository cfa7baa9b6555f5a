using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Retention;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>A file of readings that may be taken as it is. It holds temporary files.</summary>
internal sealed record ReadingsIntake(string Sha256, FileDays Days, IReadOnlyList<IntakeNote> Notes, ReadBy ReadBy) : IDisposable
{
    /// <summary>
    /// Reads the file and asks all that stands against taking it: too large, known, faulty, without a column, beyond any park, of days to come, of a locked period
    /// unless it is a correction. The preview and the import ask the same.
    /// </summary>
    public static async Task<Result<ReadingsIntake>> OfAsync(
        GreenParkDb db, ImportOptions options, CurrentUser user, DateOnly today, Microgrid microgrid, string fileName, SentFile file, ReadBy readBy, IReadOnlyDictionary<string, string?>? columns, bool correction,
        CancellationToken cancellationToken)
    {
        if (readBy.TooLarge(file, options, correction) is { } tooLarge) return tooLarge.At(fileName);
        var sha256 = file.Sha256();
        if (await KnownAsync(db, microgrid, sha256, fileName, correction, cancellationToken) is { } known) return known;
        var read = readBy.Read(file, fileName, options, await MeteringShape.OfAsync(db, microgrid, cancellationToken), columns, cancellationToken);
        if (!read.TryGet(out var found)) return read.To<ReadingsIntake>();
        var intake = new ReadingsIntake(sha256, found.Days, found.Notes, readBy);
        if ((await intake.ForeignAsync(db, microgrid, user, fileName, cancellationToken) ?? intake.Fault(fileName, today) ?? await intake.RefusalAsync(db, microgrid, fileName, correction, cancellationToken)) is not { } refusal) return intake;
        intake.Dispose();
        return refusal;
    }

    public void Dispose() => Days.Dispose();

    /// <summary>A key that is for certain metering points delivers no others, and a file that has both is not taken in part.</summary>
    private async Task<Error?> ForeignAsync(GreenParkDb db, Microgrid microgrid, CurrentUser user, string fileName, CancellationToken cancellationToken) =>
        user.Points is { } own && (await db.PointCodesAsync(microgrid.Id, cancellationToken)).FirstOrDefault(x => !own.Contains(Code.Of(x)) && Days.EnergyWhOf(x) is not null) is { } point
            ? Error.Forbidden("api_key.point_not_yours", point).At(fileName) : null;

    private Error? Fault(string fileName, DateOnly today) =>
        Days.Readings == 0 ? Error.Invalid("import.no_readings").At(fileName)
        : Days.To > today.AddDays(1) ? Error.Invalid("import.in_the_future", Days.To.AddDays(-1), today).At(fileName) : null;

    /// <summary>What others can have changed since the file was read: asked again when nobody else can write.</summary>
    public async Task<Error?> RefusalAsync(GreenParkDb db, Microgrid microgrid, string fileName, bool correction, CancellationToken cancellationToken) =>
        await KnownAsync(db, microgrid, Sha256, fileName, correction, cancellationToken)
        ?? (await db.RetiredErrorAsync(microgrid.Id, Days.From, Days.To, cancellationToken))?.At(fileName)
        ?? (correction ? null : await LockedPeriods.ErrorAsync(db, microgrid.Id, Days.From, Days.To, cancellationToken))?.At(fileName);

    /// <summary>How often the file has come, this time included.</summary>
    public async Task<int> AttemptAsync(GreenParkDb db, Microgrid microgrid, CancellationToken cancellationToken) =>
        1 + await db.ReadingImports.CountAsync(x => x.MicrogridId == microgrid.Id && x.Sha256 == Sha256, cancellationToken);

    /// <summary>What is said of a file that was taken before and, as a correction, would change nothing; null of one that is new.</summary>
    public async Task<Error?> NothingNewAsync(GreenParkDb db, Microgrid microgrid, string fileName, DayChanges changes, CancellationToken cancellationToken) =>
        changes.Count == 0 ? await KnownAsync(db, microgrid, Sha256, fileName, false, cancellationToken) : null;

    /// <summary>A file that was taken comes again as a correction where it was read by the wrong columns or profile, but not while nobody has decided on it.</summary>
    private static async Task<Error?> KnownAsync(GreenParkDb db, Microgrid microgrid, string sha256, string fileName, bool correction, CancellationToken cancellationToken)
    {
        var earlier = await db.ReadingImports.Where(x => x.MicrogridId == microgrid.Id && x.Sha256 == sha256)
            .Select(x => new { x.FileName, x.ImportedAt, x.ImportedBy, Change = db.ReadingChanges.Where(c => c.ImportId == x.Id).Select(c => new { c.Number, c.State }).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        if (earlier.FirstOrDefault(x => x.Change?.State == ChangeState.Proposed)?.Change is { } proposed) return Error.Conflict("import.proposed_already", proposed.Number).At(fileName);
        return !correction && earlier.FirstOrDefault(x => x.Change?.State is not (ChangeState.Rejected or ChangeState.Withdrawn)) is { } taken
            ? Error.Conflict("import.taken_already", taken.FileName, LocalTime.Of(taken.ImportedAt, microgrid.TimeZone), taken.ImportedBy).At(fileName) : null;
    }
}
