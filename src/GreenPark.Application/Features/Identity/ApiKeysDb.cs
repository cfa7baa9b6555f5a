using GreenPark.Application.Features.Identity;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
}
