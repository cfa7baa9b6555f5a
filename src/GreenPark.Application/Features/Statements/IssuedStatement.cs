using GreenPark.Application.Features.Attribution;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

public readonly record struct IssuedStatementId(Guid Value) : IId<IssuedStatementId>
{
    public static IssuedStatementId Of(Guid value) => new(value);
}

/// <summary>A member's statement as it was issued: its bytes, its PDF, its salt and its place in the run's tree.</summary>
public sealed class IssuedStatement : IAppendOnly, IOfPark, IOfTenant
{
    public const int NumberLength = 200;

    private IssuedStatement() { }

    public IssuedStatementId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public TenantId TenantId { get; private init; }
    public RunId RunId { get; private init; }

    /// <summary>Unique in its park.</summary>
    public string Number { get; private init; } = "";
    public int LeafIndex { get; private init; }
    public DateTime IssuedAt { get; private init; }

    /// <summary>Canonical <c>statement.json</c>.</summary>
    public byte[] Json { get; private init; } = [];
    public string Sha256 { get; private init; } = "";
    public byte[] Salt { get; private init; } = [];
    public byte[] Pdf { get; private init; } = [];

    /// <summary><c>proof.json</c>.</summary>
    public byte[] Proof { get; private init; } = [];

    /// <summary>SHA-256 of the issuer's certificate.</summary>
    public string IssuerSha256 { get; private init; } = "";

    internal static IssuedStatement Of(Run run, TenantId tenant, int leaf, PackStatement issued, byte[] proof) => new()
    {
        Id = Platform.Data.Id.New<IssuedStatementId>(), ParkId = run.ParkId, TenantId = tenant, RunId = run.Id, Number = issued.Statement.Number, LeafIndex = leaf,
        IssuedAt = issued.Statement.IssuedAt, Json = issued.Json.ToArray(), Sha256 = Sha256Hex.Of(issued.Json.Span), Salt = issued.Salt.ToArray(),
        Pdf = issued.Pdf.ToArray(), Proof = proof, IssuerSha256 = issued.Statement.Issuer.CertificateSha256,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<IssuedStatement>
    {
        public void Configure(EntityTypeBuilder<IssuedStatement> builder)
        {
            builder.ToTable("Statements");
            builder.Property(x => x.Id).ValueGeneratedNever();
            builder.Property(x => x.Number).HasMaxLength(NumberLength);
            builder.Property(x => x.Sha256).HasMaxLength(64);
            builder.Property(x => x.IssuerSha256).HasMaxLength(64);
            builder.HasIndex(x => new { x.ParkId, x.Number }).IsUnique();
            builder.HasIndex(x => new { x.RunId, x.LeafIndex }).IsUnique();
            builder.HasIndex(x => x.TenantId);
            builder.HasOne<Run>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
