using System.Text;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// How far a chain of audit records reached at a time: whoever keeps a signed one finds out when entries up to it are changed, or the end
/// of the chain is cut off.
/// </summary>
/// <param name="Chain">As in <see cref="AuditEntry.Chain"/>.</param>
/// <param name="Number">Of the last entry; 0 for a chain without one.</param>
/// <param name="Sha256">Of the last entry.</param>
/// <param name="At">UTC; written in whole seconds.</param>
public sealed record AuditHead(string Chain, long Number, string Sha256, DateTime At)
{
    public const string Format = "greenpark-audit-head/1";

    private static ReadOnlySpan<byte> Mark => "\"greenpark-audit-head/1\""u8;

    public CanonicalObject ToObject() => new()
    {
        ["format"] = Format,
        ["chain"] = Chain,
        ["number"] = Number,
        ["sha256"] = Sha256,
        ["at"] = EvidenceTime.Write(At),
    };

    /// <summary>Canonical JSON: the bytes that are signed.</summary>
    public byte[] ToJson() => ToObject().ToBytes();

    internal static AuditHead Read(StrictObject o) => new(o.Text("chain"), o.Whole("number"), o.Hash("sha256"), o.Time("at"));

    /// <summary>The head in a pack's log: its last line, signed with the manifest. Null where that is no head.</summary>
    internal static Result<AuditHead>? InLog(ReadOnlySpan<byte> log, string fileName)
    {
        log = log.TrimEnd((byte)'\n');
        var last = log[(log.LastIndexOf((byte)'\n') + 1)..];
        if (last.IndexOf(Mark) < 0) return null;
        return StrictJson.Read(last, fileName, Format, Read);
    }
}

/// <summary>A head with the issuer's signature over its canonical bytes, in one file.</summary>
/// <param name="Signature">CMS, detached, DER.</param>
/// <param name="Pem">The issuer's certificate.</param>
public sealed record SignedAuditHead(AuditHead Head, ReadOnlyMemory<byte> Signature, string Pem)
{
    public const string Format = "greenpark-signed-audit-head/1";

    public static SignedAuditHead Sign(AuditHead head, IssuerKey key) => new(head, CmsSignature.Sign(head.ToJson(), key, head.At), key.Pem);

    /// <summary>The certificate in it, where the signature is its holder's; whether that is the issuer one means is another question.</summary>
    public Result<string> Signer()
    {
        var found = IssuerCertificate.FromPem(Encoding.UTF8.GetBytes(Pem), "issuer");
        if (!found.TryGet(out var certificate)) return found.To<string>();
        using (certificate) return CmsSignature.Verify(Head.ToJson(), Signature.Span, certificate).Error is { } error ? error : certificate.Fingerprint;
    }

    public byte[] ToJson() => new CanonicalObject
    {
        ["format"] = Format,
        ["head"] = Head.ToObject(),
        ["signature"] = Convert.ToBase64String(Signature.Span),
        ["issuer"] = Pem,
    }.ToBytes();

    /// <summary>From its bytes, strictly; whether the signature holds is another question.</summary>
    public static Result<SignedAuditHead> Read(ReadOnlySpan<byte> json, string fileName) => StrictJson.Read(json, fileName, Format, o =>
    {
        var inner = o.Object("head");
        inner.OneOf("format", AuditHead.Format);
        var text = o.Text("signature");
        var signature = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, signature, out var length)) o.Refuse("signature", "base64");
        return new SignedAuditHead(AuditHead.Read(inner), signature.AsMemory(0, length), o.Text("issuer"));
    });
}
