namespace GreenPark.Application.Features.Identity;

public readonly record struct ProtectionKeyId(Guid Value) : IId<ProtectionKeyId>
{
    public static ProtectionKeyId Of(Guid value) => new(value);
}

/// <summary>
/// One of the keys that protect cookies, forms and links, as ASP.NET Core's data protection writes it: encrypted, so that the database
/// alone, or its backup, opens nothing. They stand in the database so that every node of an installation has them.
/// </summary>
public sealed class ProtectionKey : IAppendOnly
{
    public const int NameLength = 200;

    private ProtectionKey() { }

    public ProtectionKeyId Id { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>XML in UTF-8.</summary>
    public byte[] Xml { get; private init; } = [];

    internal static ProtectionKey Of(string name, byte[] xml) => new() { Id = Platform.Data.Id.New<ProtectionKeyId>(), Name = name, Xml = xml };

    internal sealed class Mapping : IEntityTypeConfiguration<ProtectionKey>
    {
        public void Configure(EntityTypeBuilder<ProtectionKey> builder) => builder.Property(x => x.Name).HasMaxLength(NameLength);
    }
}
