namespace GreenPark.Application.Platform.People;

/// <summary>On whose behalf a message runs, and as which of their roles.</summary>
/// <param name="Id">The user's id; empty for the system and for nobody.</param>
/// <param name="Name">Name as the audit record keeps it.</param>
/// <param name="Role">The one that the user acts as.</param>
/// <param name="ParkScope">The only park the user sees; null is every park.</param>
/// <param name="TenantScope">The only tenant the user sees; null is every tenant of the park scope.</param>
/// <param name="Address">The network address the user's requests come from; empty for the system.</param>
public sealed record CurrentUser(Guid Id, string Name, Role Role, ParkId? ParkScope = null, TenantId? TenantScope = null, string Address = "")
{
    /// <summary>The sign-in that the message comes from; empty for the system and for keys.</summary>
    public Guid Session { get; init; }

    /// <summary>Jobs and seeding: may do everything and sees everything.</summary>
    public static readonly CurrentUser System = new(Guid.Empty, "system", Role.None);

    /// <summary>Outside a message, such as while signing in: may do nothing and sees no park.</summary>
    public static readonly CurrentUser Nobody = new(Guid.Empty, "", Role.None, new ParkId(Guid.Empty), new TenantId(Guid.Empty));

    /// <summary>Code of the park of <see cref="ParkScope"/>: a request that names another is refused before any database is asked.</summary>
    public string ParkCode { get; init; } = "";

    /// <summary>Code of the tenant of <see cref="TenantScope"/>.</summary>
    public string TenantCode { get; init; } = "";

    /// <summary>The local days of which the user sees readings, runs and statements; a verifier's engagement. Null is all.</summary>
    public DateRange? Days { get; init; }

    /// <summary>The only metering points whose readings the user delivers and sees; a gateway's. Null is all.</summary>
    public IReadOnlyList<Code>? Points { get; init; }

    /// <summary>UTC; from then on the role is over, whatever a session still says.</summary>
    public DateTime? Until { get; init; }

    public bool IsSystem => ReferenceEquals(this, System);

    public bool May(Permission permission) => Role.Hold(permission);
}
