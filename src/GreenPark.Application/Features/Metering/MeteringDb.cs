using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<MeteringPoint> MeteringPoints => Set<MeteringPoint>();
}
