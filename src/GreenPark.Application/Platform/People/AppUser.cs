using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Platform.People;

/// <summary>A person who signs in; passwords, lock-out and passkeys are ASP.NET Core Identity's.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public const int NameLength = 100;

    private AppUser() { }

    public AppUser(string email, string displayName, string culture)
    {
        Id = Guid.CreateVersion7();
        UserName = Email = email;
        DisplayName = displayName;
        Culture = culture;
    }

    public string DisplayName { get; private set; } = "";

    /// <summary><c>en</c> or <c>zh-Hans</c>.</summary>
    public string Culture { get; private set; } = "en";

    /// <summary>It was chosen shorter than one that stands alone.</summary>
    public bool PasswordNeedsSecondFactor { get; internal set; }

    /// <summary>
    /// Who was shown the link by which the person chose how to sign in, and so may have chosen it themselves; null where it went by mail.
    /// </summary>
    public Guid? LinkShownToId { get; internal set; }

    /// <summary>Identity's concurrency token, which is a GUID as text.</summary>
    public Guid Version => Guid.Parse(ConcurrencyStamp!);

    public void Update(string displayName, string culture) => (DisplayName, Culture) = (displayName, culture);

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
