using GreenPark.Application.Features.Attribution;

namespace GreenPark.Application.Features.AuditPacks;

/// <summary>The full pack of a final run as it was signed; its bytes are an <see cref="AuditPackContent"/>.</summary>
public sealed class AuditPack : IAppendOnly, IOfWholePark
{
    private AuditPack() { }

    public RunId RunId { get; private init; }
    public ParkId ParkId { get; private init; }
    public string FileName { get; private init; } = "";
    public DateTime CreatedAt { get; private init; }
    public long Bytes { get; private init; }

    /// <summary>Of the whole file.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Of <c>manifest.json</c>; a superseding pack names it.</summary>
    public string ManifestSha256 { get; private init; } = "";

    /// <summary>Root of the statement tree.</summary>
    public string TreeRoot { get; private init; } = "";
    public string IssuerSha256 { get; private init; } = "";

    internal static AuditPack Of(Run run, string fileName, DateTime createdAt, long bytes, string sha256, string manifestSha256, string treeRoot, string issuerSha256) => new()
    {
        RunId = run.Id, ParkId = run.ParkId, FileName = fileName, CreatedAt = createdAt, Bytes = bytes, Sha256 = sha256,
        ManifestSha256 = manifestSha256, TreeRoot = treeRoot, IssuerSha256 = issuerSha256,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<AuditPack>
    {
        public void Configure(EntityTypeBuilder<AuditPack> builder)
        {
            builder.HasKey(x => x.RunId);
            builder.Property(x => x.FileName).HasMaxLength(300);
            foreach (var hash in (string[])[nameof(Sha256), nameof(ManifestSha256), nameof(TreeRoot), nameof(IssuerSha256)]) builder.Property(hash).HasMaxLength(64);
            builder.HasOne<Run>().WithOne().HasForeignKey<AuditPack>(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
