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
        return read.TryGet(out var channels)
            ? GridPlacement.Place(channels, new ImportProfile { Format = IntakeFormat.LongCsv, Channels = columns ?? channels.Channels.ToDictionary(x => x.Name, x => (string?)x.Name) }, shape)
            : read.To<GridReadings>();
    }

    public Result<GridReadings> Read(ReadOnlyMemory<byte> file, string fileName, EngineMicrogrid shape, IReadOnlyDictionary<string, string?>? columns)
    {
        if (Profile is null && JsonIntake.IsJson(file.Span)) return ReadJson(file, fileName, shape, columns);
        if (Profile is null)
        {
            var table = ReadingsFile.Read(file, fileName, shape, columns);
            return table.IsFailure ? table.To<GridReadings>() : GridReadings.Of(table.Value);
        }
        var profile = columns is null ? Profile : Profile with { Channels = columns };
        var read = IntakeReader.Read(file, fileName, profile);
        if (!read.TryGet(out var channels)) return read.To<GridReadings>();
        var placed = GridPlacement.Place(channels, profile, shape);
        return placed.TryGet(out var readings) ? readings with { Notes = [.. channels.Notes, .. readings.Notes] } : placed;
    }
}
