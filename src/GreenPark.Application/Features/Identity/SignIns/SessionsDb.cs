using GreenPark.Application.Features.Identity.SignIns;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Session> Sessions => Set<Session>();
}
