using GreenPark.Application.Features.Identity.SecondFactors;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
}
