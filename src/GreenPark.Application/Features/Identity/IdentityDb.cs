using GreenPark.Application.Features.Identity;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<SetUpToken> SetUpTokens => Set<SetUpToken>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
}
