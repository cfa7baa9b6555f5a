using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Site> Sites => Set<Site>();
}
