using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<ReadingImport> ReadingImports => Set<ReadingImport>();
    public DbSet<ReadingDay> ReadingDays => Set<ReadingDay>();
}
