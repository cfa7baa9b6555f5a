using GreenPark.Application.Features.AuditPacks;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<AuditPack> AuditPacks => Set<AuditPack>();
    public DbSet<AuditPackContent> AuditPackContents => Set<AuditPackContent>();
}
