using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Microgrid> Microgrids => Set<Microgrid>();
    public DbSet<GenerationUnit> GenerationUnits => Set<GenerationUnit>();
    public DbSet<Membership> Memberships => Set<Membership>();
}
