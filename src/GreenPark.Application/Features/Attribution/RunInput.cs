namespace GreenPark.Application.Features.Attribution;

/// <summary>
/// What a run was made from, hashed: the park file as the registers stood (contracts, dates and factors with their provenance
/// inside), and which revision of each metering point's day. With it the run can be calculated again at any time.
/// </summary>
public sealed class RunInput : IAppendOnly, IOfPark
{
    private RunInput() { }

    public RunId RunId { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Canonical <c>park.json</c>.</summary>
    public byte[] ParkJson { get; private init; } = [];
    public string ParkSha256 { get; private init; } = "";

    /// <summary>Of the <c>readings.csv</c> that these revisions make.</summary>
    public string ReadingsSha256 { get; private init; } = "";

    /// <summary>Canonical JSON: metering point → list of [first day, days, revision].</summary>
    public byte[] Revisions { get; private init; } = [];
    public string RevisionsSha256 { get; private init; } = "";

    /// <summary>The run whose closing pool opened this one, or null: then the storage's own opening balance did.</summary>
    public RunId? OpensAfter { get; private init; }

    internal static RunInput Of(Run run, byte[] parkJson, string parkSha256, string readingsSha256, byte[] revisions, string revisionsSha256, RunId? opensAfter) => new()
    {
        RunId = run.Id, ParkId = run.ParkId, ParkJson = parkJson, ParkSha256 = parkSha256, ReadingsSha256 = readingsSha256,
        Revisions = revisions, RevisionsSha256 = revisionsSha256, OpensAfter = opensAfter,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<RunInput>
    {
        public void Configure(EntityTypeBuilder<RunInput> builder)
        {
            builder.HasKey(x => x.RunId);
            builder.Property(x => x.ParkSha256).HasMaxLength(64);
            builder.Property(x => x.ReadingsSha256).HasMaxLength(64);
            builder.Property(x => x.RevisionsSha256).HasMaxLength(64);
            builder.HasOne<Run>().WithOne().HasForeignKey<RunInput>(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
