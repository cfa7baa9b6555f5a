using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords;

/// <summary>The signed head of a chain of audit records, as it was at a time. Kept by others, it shows that nothing up to it was rewritten.</summary>
public sealed class SealedAuditHead : IAppendOnly
{
    private SealedAuditHead() { }

    public AuditChain Chain { get; private init; }

    /// <summary>Of the last record.</summary>
    public long Number { get; private init; }

    /// <summary>Of the last record.</summary>
    public string Sha256 { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <summary>SHA-256 of the issuer's certificate.</summary>
    public string IssuerSha256 { get; private init; } = "";

    /// <summary>The file, <see cref="SignedAuditHead"/>.</summary>
    public byte[] File { get; private init; } = [];

    internal static SealedAuditHead Of(AuditChain chain, AuditRecord.Last last, DateTime at, IssuerKey key) => new()
    {
        Chain = chain, Number = last.Number, Sha256 = last.Sha256, At = EvidenceTime.WholeSecond(at), IssuerSha256 = key.Fingerprint,
        File = SignedAuditHead.Sign(new AuditHead(chain.ToString(), last.Number, last.Sha256, EvidenceTime.WholeSecond(at)), key).ToJson(),
    };

    /// <summary>The signer's certificate (SHA-256), where the signature holds and says what the columns say.</summary>
    internal Result<string> Verified()
    {
        var read = SignedAuditHead.Read(File, $"{Chain} {Number}");
        if (!read.TryGet(out var signed)) return read.To<string>();
        var told = (signed.Head.Chain, signed.Head.Number, signed.Head.Sha256, signed.Head.At);
        return told == (Chain.ToString(), Number, Sha256, At) ? signed.Signer() : Error.RuleBroken("audit.head_altered", Number);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SealedAuditHead>
    {
        public void Configure(EntityTypeBuilder<SealedAuditHead> builder)
        {
            builder.HasKey(x => new { x.Chain, x.Number });
            builder.Property(x => x.Sha256).HasMaxLength(Sha256Hex.Length);
            builder.Property(x => x.IssuerSha256).HasMaxLength(Sha256Hex.Length);
        }
    }
}
