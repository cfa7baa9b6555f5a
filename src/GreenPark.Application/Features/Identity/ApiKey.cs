using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity;

public readonly record struct ApiKeyId(Guid Value) : IId<ApiKeyId>
{
    public static ApiKeyId Of(Guid value) => new(value);
}

/// <summary>
/// By which a meter gateway delivers one park's readings. The key itself, 256 random bits, is shown once and kept nowhere: its
/// SHA-256 is, and is enough, because there is nothing to guess. A key is revoked, never deleted: audit records name it.
/// </summary>
public sealed class ApiKey : Entity<ApiKeyId>, IHasCode, IOfWholePark
{
    /// <summary>What every key begins with, so that one that leaked is recognised.</summary>
    public const string Prefix = "gpk_";

    public const int NameLength = 80;
    private const int SecretBytes = 32;

    private ApiKey() { }

    public ParkId ParkId { get; private init; }
    public Code Code { get; private init; }

    /// <summary>What it is for: the gateway, its place.</summary>
    public string Name { get; private init; } = "";

    public byte[] Sha256 { get; private init; } = [];
    public string CreatedBy { get; private init; } = "";

    /// <summary>What the key proposes counts as proposed by whoever made it.</summary>
    public Guid CreatorId { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>UTC; null while it is good.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>The newest UTC day of use; a day is enough to see which keys nobody needs.</summary>
    public DateOnly? LastUsedOn { get; private set; }

    public static (ApiKey Key, string Secret) Create(ParkId park, Code code, string name, CurrentUser by, DateTime at)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (new ApiKey { ParkId = park, Code = code, Name = name, Sha256 = HashOf(secret), CreatedBy = by.Name, CreatorId = by.Id, CreatedAt = at }, secret);
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public Error? Revoke(DateTime at)
    {
        if (Rule.FirstBroken(new AKeyIsRevokedOnce(this)) is { } error) return error;
        RevokedAt = at;
        return null;
    }

    public void Use(DateOnly day) => LastUsedOn = day;

    internal sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder)
        {
            builder.Property(x => x.Name).HasMaxLength(NameLength);
            builder.Property(x => x.Sha256).HasMaxLength(SHA256.HashSizeInBytes);
            builder.Property(x => x.CreatedBy).HasMaxLength(AppUser.NameLength);
            builder.HasUniqueCode(nameof(ParkId));
            builder.HasIndex(x => x.Sha256).IsUnique();
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

internal sealed class AKeyIsRevokedOnce(ApiKey key) : Rule
{
    public override Error? Check() => key.RevokedAt is null ? null : Error.RuleBroken("api_key.revoked_already", key.Code);
}
