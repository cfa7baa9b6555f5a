using GreenPark.Application.Features.Attribution;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunInput> RunInputs => Set<RunInput>();
    public DbSet<RunSummary> RunSummaries => Set<RunSummary>();
    public DbSet<MemberDay> MemberDays => Set<MemberDay>();
    public DbSet<BalanceDay> BalanceDays => Set<BalanceDay>();
    public DbSet<FinalDay> FinalDays => Set<FinalDay>();
}
