using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<DataRead> DataReads => Set<DataRead>();
}
