using GreenPark.Application.Features.Factors;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<FactorEntry> FactorEntries => Set<FactorEntry>();
}
