namespace GreenPark.Application.Features.Identity;

public readonly record struct SetUpTokenId(Guid Value) : IId<SetUpTokenId>
{
    public static SetUpTokenId Of(Guid value) => new(value);
}

/// <summary>
/// Lets the person who started a fresh installation, and saw its console, make the first administrator. Only its hash is kept;
/// it is of no use once there is a user, and it is removed with the first use.
/// </summary>
public sealed class SetUpToken
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private SetUpToken() { }

    public SetUpTokenId Id { get; private init; }
    public string Sha256 { get; private init; } = "";

    /// <summary>UTC; from this instant on it is refused.</summary>
    public DateTime ExpiresAt { get; private init; }

    internal static SetUpToken Of(string sha256, DateTime now) => new() { Id = Platform.Data.Id.New<SetUpTokenId>(), Sha256 = sha256, ExpiresAt = now + Life };

    internal sealed class Mapping : IEntityTypeConfiguration<SetUpToken>
    {
        public void Configure(EntityTypeBuilder<SetUpToken> builder)
        {
            builder.Property(x => x.Sha256).HasMaxLength(64);
            builder.HasIndex(x => x.Sha256).IsUnique();
        }
    }
}
