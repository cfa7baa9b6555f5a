using System.Security.Cryptography;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A person's authenticator app. Its secret is kept protected by the installation's keys, and is of no use with a copy of the database alone.</summary>
public sealed class Authenticator
{
    private Authenticator() { }

    public Guid UserId { get; private init; }

    public byte[] Secret { get; private set; } = [];

    /// <summary>UTC; null until a first code shows that the app has it.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Of the newest code that was taken: it and those before are not taken again.</summary>
    public long LastStep { get; private set; }

    internal static Authenticator Of(Guid user, byte[] secret) => new() { UserId = user, Secret = secret };

    /// <summary>Another secret, while the first has not been confirmed.</summary>
    internal void Begin(byte[] secret) => (Secret, LastStep) = (secret, 0);

    internal void Confirm(long step, DateTime at) => (LastStep, ConfirmedAt) = (step, at);

    internal void Use(long step) => LastStep = step;

    internal sealed class Mapping : IEntityTypeConfiguration<Authenticator>
    {
        public void Configure(EntityTypeBuilder<Authenticator> builder)
        {
            builder.HasKey(x => x.UserId);
            builder.Property(x => x.UserId).ValueGeneratedNever();
            builder.Property(x => x.Secret).HasMaxLength(400);
            builder.Property(x => x.LastStep).IsConcurrencyToken();   // of two who use one code at once, one is refused
            builder.HasOne<AppUser>().WithOne().HasForeignKey<Authenticator>(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public readonly record struct RecoveryCodeId(Guid Value) : IId<RecoveryCodeId>
{
    public static RecoveryCodeId Of(Guid value) => new(value);
}

/// <summary>Lets a person in once without the app. Random enough that its plain SHA-256 tells nothing.</summary>
public sealed class RecoveryCode
{
    public const int Count = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";   // none that is taken for another
    private const int Length = 26, Group = 5;   // of 31 letters: 128 bits

    private RecoveryCode() { }

    public RecoveryCodeId Id { get; private init; }
    public Guid UserId { get; private init; }
    public byte[] Sha256 { get; private init; } = [];

    internal static (RecoveryCode Code, string Text) Make(Guid user)
    {
        var text = RandomNumberGenerator.GetString(Letters, Length);
        return (new RecoveryCode { Id = Platform.Data.Id.New<RecoveryCodeId>(), UserId = user, Sha256 = HashOf(text) }, string.Join('-', text.Chunk(Group).Select(x => new string(x))));
    }

    /// <summary>However it was copied down.</summary>
    internal static byte[] HashOf(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit))));

    internal sealed class Mapping : IEntityTypeConfiguration<RecoveryCode>
    {
        public void Configure(EntityTypeBuilder<RecoveryCode> builder)
        {
            builder.Property(x => x.Sha256).HasMaxLength(SHA256.HashSizeInBytes);
            builder.HasIndex(x => new { x.UserId, x.Sha256 }).IsUnique();
            builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
