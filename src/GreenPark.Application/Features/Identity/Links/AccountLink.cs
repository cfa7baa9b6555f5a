using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GreenPark.Application.Features.Identity.Links;

public readonly record struct AccountLinkId(Guid Value) : IId<AccountLinkId>
{
    public static AccountLinkId Of(Guid value) => new(value);
}

public enum LinkKind { Invitation, Reset }

/// <summary>
/// Opens an account once, to choose how to sign in from then on: for the invited, and for who forgot. The link itself, 256 random bits, is in the
/// letter and nowhere else; its SHA-256 is kept.
/// </summary>
public sealed class AccountLink
{
    private const int SecretBytes = 32;

    private AccountLink() { }

    public AccountLinkId Id { get; private init; }
    public Guid UserId { get; private init; }
    public LinkKind Kind { get; private init; }
    public byte[] Sha256 { get; private init; } = [];
    public DateTime CreatedAt { get; private init; }

    /// <summary>UTC; from this instant on it is refused.</summary>
    public DateTime ExpiresAt { get; private init; }

    /// <summary>Who was shown it, to hand it over, and could use it themselves; null where it went by mail and nobody was.</summary>
    public Guid? ShownToId { get; private init; }

    /// <summary>When it was used, withdrawn, or followed by another; null while it is good.</summary>
    public DateTime? EndedAt { get; private set; }

    internal static (AccountLink Link, string Secret) Make(Guid user, LinkKind kind, Guid? shownTo, DateTime at, TimeSpan life)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (new AccountLink { Id = Platform.Data.Id.New<AccountLinkId>(), UserId = user, Kind = kind, Sha256 = HashOf(secret), CreatedAt = at, ExpiresAt = at + life, ShownToId = shownTo }, secret);
    }

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret.Trim()));

    internal void End(DateTime at) => EndedAt = at;

    internal sealed class Mapping : IEntityTypeConfiguration<AccountLink>
    {
        public void Configure(EntityTypeBuilder<AccountLink> builder)
        {
            builder.Property(x => x.Sha256).HasMaxLength(SHA256.HashSizeInBytes);
            builder.Property(x => x.EndedAt).IsConcurrencyToken();   // of two who use it at once, one does
            builder.HasIndex(x => x.Sha256).IsUnique();
            builder.HasIndex(x => new { x.UserId, x.CreatedAt });
            builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
