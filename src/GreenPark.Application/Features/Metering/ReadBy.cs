using System.Text;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using EngineMicrogrid = GreenPark.Engine.Parks.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>The profile that a file is read by: none (the wide CSV of the method, or JSON), one that the park keeps, or one given with the file.</summary>
/// <param name="Name">As the import keeps it.</param>
internal sealed record ReadBy(string Name, ImportProfile? Profile)
{
    private const int HeadBytes = 4096;

    public static readonly ReadBy WideCsv = new(ReadingImport.WideCsv, null);

    /// <summary>Canonical JSON, or null for the wide CSV.</summary>
    public string? Json => Profile is null ? null : Encoding.UTF8.GetString(ImportProfileJson.Write(Profile));

    /// <param name="profile">A kept profile's code, a profile's JSON (canonical or not), or null.</param>
    public static async Task<Result<ReadBy>> OfAsync(GreenParkDb db, ParkId park, string? profile, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(profile)) return WideCsv;
        if (profile.TrimStart() is ['{', ..]) return Read(profile).TryGet(out var given) ? new ReadBy(ReadingImport.GivenProfile, given) : Read(profile).To<ReadBy>();
        var sought = Code.Sought(profile);
        return await db.ReadingProfiles.AsNoTracking().SingleOrDefaultAsync(x => x.ParkId == park && x.Code == sought, cancellationToken) is { } kept
            ? new ReadBy(kept.Code.Value, Read(kept.Json).Value) : Error.NotFound("profile.not_found", profile);
    }

    /// <summary>People send JSON as they write it; only its canonical form is kept.</summary>
    public static Result<ImportProfile> Read(string json)
    {
        var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json), "profile");
        return canonical.TryGet(out var bytes) ? ImportProfileJson.Read(bytes, "profile") : canonical.To<ImportProfile>();
    }

    /// <summary>Without a profile: the wide CSV, or JSON, where points name themselves.</summary>
    private static Result<GridReadings> ReadJson(ReadOnlyMemory<byte> file, string fileName, EngineMicrogrid shape, IReadOnlyDictionary<string, string?>? columns)
    {
        var read = JsonIntake.Read(file, fileName);
        if (!read.TryGet(out var channels)) return read.To<GridReadings>();
        var profile = new ImportProfile { Format = IntakeFormat.LongCsv, Channels = columns ?? channels.Channels.ToDictionary(x => x.Name, x => (string?)x.Name) };
        return Placed(channels, profile, shape);
    }

    /// <summary>What was noticed while reading comes before what was noticed while placing.</summary>
    private static Result<GridReadings> Placed(IntakeFile channels, ImportProfile profile, EngineMicrogrid shape)
    {
        var placed = GridPlacement.Place(channels, profile, shape);
        return placed.TryGet(out var readings) ? readings with { Notes = [.. channels.Notes, .. readings.Notes] } : placed;
    }

    /// <summary>Whether the file is of a format that can be read in blocks.</summary>
    private bool IsCsv(SentFile file)
    {
        var head = file.Head(HeadBytes).Span;
        return Profile is null ? !JsonIntake.IsJson(head) : Profile.Format is IntakeFormat.WideCsv or IntakeFormat.LongCsv && !IntakeArchive.IsZip(head);
    }

    /// <summary>What is said of the file's size, before it is read.</summary>
    public Error? TooLarge(SentFile file, ImportOptions options, bool correction = false) =>
        file.Length > options.MaxBytes ? Error.Invalid("import.too_large", file.Length, options.MaxBytes)
        : file.Length <= options.MaxBytesInMemory ? null
        : !IsCsv(file) ? Error.Invalid("import.too_large_for_format", file.Length, options.MaxBytesInMemory)
        : correction ? Error.Invalid("import.correction_too_large", file.Length, options.MaxBytesInMemory) : null;

    /// <returns>The file's days, to be disposed of, and what was noticed.</returns>
    public Result<(FileDays Days, IReadOnlyList<IntakeNote> Notes)> Read(
        SentFile file, string fileName, ImportOptions options, EngineMicrogrid shape, IReadOnlyDictionary<string, string?>? columns, CancellationToken cancellationToken)
    {
        if (file.Length > options.InBlocksAboveBytes && IsCsv(file)) return ReadInBlocks(file, fileName, options, shape, columns, cancellationToken);
        var read = ReadWhole(file.ToMemory(), fileName, shape, columns);
        if (!read.TryGet(out var readings)) return read.To<(FileDays, IReadOnlyList<IntakeNote>)>();
        if (readings.Rows == 0) return Error.Invalid("import.no_readings").At(fileName);
        if (ReadingCap.FirstBeyond(readings) is { } beyond) return beyond.ToError(shape.TimeZone, shape.IntervalMinutes).At(fileName);
        var days = DayTable.Of(readings, shape.TimeZone, shape.IntervalMinutes);
        return days.IsFailure ? days.To<(FileDays, IReadOnlyList<IntakeNote>)>() : (days.Value, readings.Notes);
    }

    private Result<(FileDays Days, IReadOnlyList<IntakeNote> Notes)> ReadInBlocks(
        SentFile file, string fileName, ImportOptions options, EngineMicrogrid shape, IReadOnlyDictionary<string, string?>? columns, CancellationToken cancellationToken)
    {
        DayFile? days = null;
        var isGood = false;
        try
        {
            using var spill = TemporaryFiles.Create(options.TemporaryFolder);
            days = new DayFile(TemporaryFiles.Create(options.TemporaryFolder), shape.TimeZone, shape.IntervalMinutes);
            var large = new LargeFile(fileName, file.Open, file.Length, spill, cancellationToken);
            var read = Profile is null ? LargeReadingsFile.Read(large, shape, columns, days.Take) : LargeCsv.Read(large, With(columns), shape, days.Take);
            if (!read.TryGet(out var readings)) return read.To<(FileDays, IReadOnlyList<IntakeNote>)>();
            if (readings.Starts.Count == 0) return Error.Invalid("import.no_readings").At(fileName);
            if (days.Finish(readings.Starts) is { } fault) return fault.At(fileName);
            isGood = true;
            return (days, readings.Notes);
        }
        catch (IOException fault) when (Disk.IsFull(fault))
        {
            return Error.Conflict("import.no_room", file.Length).At(fileName);
        }
        catch (NoTemporaryFile)
        {
            return Error.Conflict("import.temporary_folder", options.TemporaryFolder).At(fileName);
        }
        finally
        {
            if (!isGood) days?.Dispose();
        }
    }

    private ImportProfile With(IReadOnlyDictionary<string, string?>? columns) => columns is null ? Profile! : Profile! with { Channels = columns };

    private Result<GridReadings> ReadWhole(ReadOnlyMemory<byte> file, string fileName, EngineMicrogrid shape, IReadOnlyDictionary<string, string?>? columns)
    {
        if (Profile is null && JsonIntake.IsJson(file.Span)) return ReadJson(file, fileName, shape, columns);
        if (Profile is null)
        {
            var table = ReadingsFile.Read(file, fileName, shape, columns);
            return table.IsFailure ? table.To<GridReadings>() : GridReadings.Of(table.Value);
        }
        var profile = With(columns);
        var read = IntakeReader.Read(file, fileName, profile);
        return read.TryGet(out var channels) ? Placed(channels, profile, shape) : read.To<GridReadings>();
    }
}
