using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ReadingImportId(Guid Value) : IId<ReadingImportId>
{
    public static ReadingImportId Of(Guid value) => new(value);
}

/// <summary>
/// One file of readings that was taken as a whole. A second copy is recognised by its hash, unless what the first proposed was rejected or
/// withdrawn, or the copy is a correction that changes something: read by other columns, the same file says something else.
/// </summary>
public sealed class ReadingImport : IAppendOnly, IOfWholePark, IHasLabel, IOfPark, ITouchesDays
{
    public const string WideCsv = "wide-csv", GivenProfile = "given";
    public const int FileNameLength = 200, UploadKeyLength = 100;

    private ReadingImport() { }

    string IHasLabel.Label => FileName;

    public ReadingImportId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public string FileName { get; private init; } = "";

    /// <summary>Of the file as it came, lower-case hex.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>From 1; one more each time the file is taken again.</summary>
    public int Attempt { get; private init; }
    public long Bytes { get; private init; }
    public DateTime ImportedAt { get; private init; }
    public string ImportedBy { get; private init; } = "";

    /// <summary>How the file was read: the wide CSV, a kept profile's code, or a profile that came with the file.</summary>
    public string Profile { get; private init; } = "";

    /// <summary>The profile's canonical JSON as it was then; null for the wide CSV.</summary>
    public string? ProfileJson { get; private init; }

    /// <summary>The sender's own name for this delivery, unique in the park: sent again under it, the file has no second effect. Null where it gave none.</summary>
    public string? UploadKey { get; private init; }

    /// <summary>The audit record of the import has this request id.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>The local days the file has readings for; <c>To</c> is exclusive.</summary>
    public DateOnly From { get; private init; }
    public DateOnly To { get; private init; }
    public int MeteringPoints { get; private init; }
    public long Readings { get; private init; }
    [Figure] public long EnergyWh { get; private init; }

    /// <summary>Days of metering points whose readings were new or differed from what was there; none where they became a proposed correction.</summary>
    public int DaysWritten { get; private init; }

    /// <summary>What was noticed while the file was read and is no fault, a JSON array, see <see cref="ImportNotes"/>.</summary>
    public string Notes { get; private init; } = "[]";

    internal static ReadingImport Of(ParkId park, MicrogridId microgrid, string fileName, string sha256, int attempt, ReadBy readBy, string? uploadKey, long bytes, DateTime at, string by, Guid request,
        (DateOnly From, DateOnly To) days, int points, long readings, long energyWh, int daysWritten, string notes) => new()
    {
        Id = Platform.Data.Id.New<ReadingImportId>(), ParkId = park, MicrogridId = microgrid, FileName = fileName, Sha256 = sha256, Attempt = attempt, Bytes = bytes,
        ImportedAt = at, ImportedBy = by, Profile = readBy.Name, ProfileJson = readBy.Json, UploadKey = uploadKey, RequestId = request, From = days.From, To = days.To, MeteringPoints = points,
        Readings = readings, EnergyWh = energyWh, DaysWritten = daysWritten, Notes = notes,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingImport>
    {
        public void Configure(EntityTypeBuilder<ReadingImport> builder)
        {
            builder.Property(x => x.Id).ValueGeneratedNever();
            builder.Property(x => x.FileName).HasMaxLength(FileNameLength);
            builder.Property(x => x.Sha256).HasMaxLength(64);
            builder.Property(x => x.ImportedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.Profile).HasMaxLength(64);
            builder.HasIndex(x => new { x.MicrogridId, x.Sha256, x.Attempt }).IsUnique();
            builder.Property(x => x.UploadKey).HasMaxLength(UploadKeyLength);
            builder.HasIndex(x => new { x.ParkId, x.UploadKey }).IsUnique().HasFilter("[UploadKey] IS NOT NULL");
            builder.HasIndex(x => new { x.MicrogridId, x.ImportedAt });
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
