using GreenPark.Application.Features.Exports;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<ExportApproval> ExportApprovals => Set<ExportApproval>();
    public DbSet<ExportWithdrawal> ExportWithdrawals => Set<ExportWithdrawal>();
    public DbSet<DataRelease> DataReleases => Set<DataRelease>();
}
