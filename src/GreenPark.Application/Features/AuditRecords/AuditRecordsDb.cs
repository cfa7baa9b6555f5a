using GreenPark.Application.Features.AuditRecords;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<SealedAuditHead> SealedAuditHeads => Set<SealedAuditHead>();
}
