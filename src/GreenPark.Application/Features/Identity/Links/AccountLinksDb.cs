using GreenPark.Application.Features.Identity.Links;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();
}
