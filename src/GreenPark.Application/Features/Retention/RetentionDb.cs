using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<RetentionPeriod> RetentionPeriods => Set<RetentionPeriod>();
    public DbSet<RetiredMonth> RetiredMonths => Set<RetiredMonth>();
}
