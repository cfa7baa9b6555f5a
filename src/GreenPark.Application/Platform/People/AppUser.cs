using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Platform.People;

/// <summary>A person who signs in; passwords, lock-out and passkeys are ASP.NET Core Identity's.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public const int NameLength = 100;

    private AppUser() { }

    public AppUser(string email, string displayName, string culture, ParkId? parkScope, TenantId? tenantScope)
    {
        Id = Guid.CreateVersion7();
        UserName = Email = email;
        DisplayName = displayName;
        Culture = culture;
        (ParkScope, TenantScope) = (parkScope, tenantScope);
    }

    public string DisplayName { get; private set; } = "";

    /// <summary><c>en</c> or <c>zh-Hans</c>.</summary>
    public string Culture { get; private set; } = "en";

    /// <summary>It was chosen shorter than one that stands alone.</summary>
    public bool PasswordNeedsSecondFactor { get; internal set; }

    public ParkId? ParkScope { get; private set; }
    public TenantId? TenantScope { get; private set; }

    /// <summary>Identity's concurrency token, which is a GUID as text.</summary>
    public Guid Version => Guid.Parse(ConcurrencyStamp!);

    public void Update(string displayName, string culture) => (DisplayName, Culture) = (displayName, culture);

    /// <summary>To one park, or to one tenant of it; null is no bound.</summary>
    public void Bind(ParkId? parkScope, TenantId? tenantScope) => (ParkScope, TenantScope) = (parkScope, tenantScope);

    /// <summary>The user as messages carry it.</summary>
    public CurrentUser ToCurrentUser(IEnumerable<string> roleNames) =>
        new(Id, DisplayName, Roles.Union(roleNames.Select(Enum.Parse<Role>)), ParkScope, TenantScope);

    internal sealed class Mapping : IEntityTypeConfiguration<AppUser>
    {
        public void Configure(EntityTypeBuilder<AppUser> builder)
        {
            builder.Property(x => x.DisplayName).HasMaxLength(NameLength);
            builder.Property(x => x.Culture).HasMaxLength(16);
            builder.Ignore(x => x.Version);
        }
    }
}
