namespace GreenPark.Application.Platform.People;

/// <summary>On whose behalf a message runs.</summary>
/// <param name="Id">The user's id; empty for the system and for nobody.</param>
/// <param name="Name">Name as the audit record keeps it.</param>
/// <param name="Roles">All roles of the user.</param>
/// <param name="ParkScope">The only park the user sees; null is every park.</param>
/// <param name="TenantScope">The only tenant the user sees; null is every tenant of the park scope.</param>
/// <param name="Address">The network address the user's requests come from; empty for the system.</param>
public sealed record CurrentUser(Guid Id, string Name, Role Roles, ParkId? ParkScope = null, TenantId? TenantScope = null, string Address = "")
{
    /// <summary>Jobs and seeding: may do everything and sees everything.</summary>
    public static readonly CurrentUser System = new(Guid.Empty, "system", Role.None);

    /// <summary>Outside a message, such as while signing in: may do nothing and sees no park.</summary>
    public static readonly CurrentUser Nobody = new(Guid.Empty, "", Role.None, new ParkId(Guid.Empty), new TenantId(Guid.Empty));

    public bool IsSystem => ReferenceEquals(this, System);

    public bool Is(Role role) => (Roles & role) != 0;

    public bool May(Permission permission) => Roles.Hold(permission);
}
