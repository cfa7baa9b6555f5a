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
/// SHA-256 is, and is enough, because there is nothing to guess. It may be for certain metering points only. Rotated, it gets another
/// secret, and the one before stays good for some hours. A key is revoked, never deleted: audit records name it.
/// </summary>
public sealed class ApiKey : Entity<ApiKeyId>, IHasCode, IOfWholePark
{
    /// <summary>What every key begins with, so that one that leaked is recognised.</summary>
    public const string Prefix = "gpk_";

    public const int NameLength = 80, MostPoints = 100, MostHours = 168;
    private const int SecretBytes = 32;

    private ApiKey() { }

    public ParkId ParkId { get; private init; }
    public Code Code { get; private init; }

    /// <summary>What it is for: the gateway, its place.</summary>
    public string Name { get; private init; } = "";

    public byte[] Sha256 { get; private set; } = [];
    public string CreatedBy { get; private init; } = "";

    /// <summary>What the key proposes counts as proposed by whoever made it, and is not decided by whoever was shown its secret since.</summary>
    public Guid CreatorId { get; private init; }

    /// <summary>Who was shown the present secret: who made the key, or rotated it last.</summary>
    public string ShownTo { get; private set; } = "";

    public Guid ShownToId { get; private set; }

    /// <summary>Who was shown the secret before that.</summary>
    public Guid FormerShownToId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>UTC; null while it is good.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>UTC, to a minute: kept by <c>MarkApiKeyUsed</c>, beside the version and the audit record.</summary>
    public DateTime? LastUsedAt { get; private set; }

    /// <summary>Of the secret before the last rotation.</summary>
    public byte[]? FormerSha256 { get; private set; }

    /// <summary>UTC; from then on the former secret opens nothing.</summary>
    public DateTime? FormerUntil { get; private set; }

    /// <summary>Codes of the metering points that it delivers, a blank between them; empty is all of the park.</summary>
    public string PointCodes { get; private init; } = "";

    public static (ApiKey Key, string Secret) Create(ParkId park, Code code, string name, IEnumerable<Code> points, CurrentUser by, DateTime at)
    {
        var secret = NewSecret();
        return (new ApiKey
        {
            ParkId = park, Code = code, Name = name, Sha256 = HashOf(secret), PointCodes = string.Join(' ', points.Select(x => x.Value)), CreatedBy = by.Name, CreatorId = by.Id, ShownTo = by.Name, ShownToId = by.Id, CreatedAt = at,
        }, secret);
    }

    /// <returns>The new secret.</returns>
    public Result<string> Rotate(TimeSpan grace, CurrentUser by, DateTime at)
    {
        if (RevokedAt is not null) return Error.RuleBroken("api_key.revoked_already", Code);
        var secret = NewSecret();
        (FormerSha256, FormerUntil) = grace > TimeSpan.Zero ? (Sha256, at + grace) : ((byte[]?)null, (DateTime?)null);
        FormerShownToId = ShownToId;
        (Sha256, ShownTo, ShownToId) = (HashOf(secret), by.Name, by.Id);
        return secret;
    }

    /// <summary>Whoever may have what opens it: under four eyes what it delivers counts as theirs.</summary>
    public IReadOnlyList<Guid> HoldersAt(DateTime at) => [.. new[] { CreatorId, ShownToId, FormerUntil > at ? FormerShownToId : CreatorId }.Distinct()];

    internal static IReadOnlyList<string> Split(string pointCodes) => pointCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public Error? Revoke(DateTime at)
    {
        if (Rule.FirstBroken(new AKeyIsRevokedOnce(this)) is { } error) return error;
        RevokedAt = at;
        return null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder)
        {
            builder.Property(x => x.Name).HasMaxLength(NameLength);
            builder.Property(x => x.Sha256).HasMaxLength(SHA256.HashSizeInBytes);
            builder.Property(x => x.CreatedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.ShownTo).HasMaxLength(AppUser.NameLength);
            builder.HasUniqueCode(nameof(ParkId));
            builder.Property(x => x.FormerSha256).HasMaxLength(SHA256.HashSizeInBytes);
            builder.HasIndex(x => x.Sha256).IsUnique();
            builder.HasIndex(x => x.FormerSha256);
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

internal sealed class AKeyIsRevokedOnce(ApiKey key) : Rule
{
    public override Error? Check() => key.RevokedAt is null ? null : Error.RuleBroken("api_key.revoked_already", key.Code);
}
