using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Park> Parks => Set<Park>();
}
