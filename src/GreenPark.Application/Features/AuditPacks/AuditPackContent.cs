using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.AuditPacks;

/// <summary>The bytes of a pack, by themselves: they have every interval and go with the load curves, while the pack's hashes stay.</summary>
[RetiresWithMonth(nameof(LastDay), "Runs", nameof(RunId))]
public sealed class AuditPackContent : IAppendOnly, IOfWholePark
{
    private AuditPackContent() { }

    public RunId RunId { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Of the run's period, whose months go together.</summary>
    public DateOnly LastDay { get; private init; }
    public byte[] Content { get; private init; } = [];

    internal static AuditPackContent Of(Run run, byte[] content) => new() { RunId = run.Id, ParkId = run.ParkId, LastDay = run.To.AddDays(-1), Content = content };

    internal sealed class Mapping : IEntityTypeConfiguration<AuditPackContent>
    {
        public void Configure(EntityTypeBuilder<AuditPackContent> builder)
        {
            builder.HasKey(x => x.RunId);
            builder.HasOne<AuditPack>().WithOne().HasForeignKey<AuditPackContent>(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
