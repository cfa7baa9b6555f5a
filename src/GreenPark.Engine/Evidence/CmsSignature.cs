using System.Formats.Asn1;
using System.Security.Cryptography;

namespace GreenPark.Engine.Evidence;

/// <param name="Error">Why the signature is refused; null when it holds.</param>
/// <param name="SigningTimeUtc">As the signature tells it, once it could be read; worth believing only when it holds.</param>
public sealed record CmsCheck(Error? Error, DateTime? SigningTimeUtc)
{
    public bool Holds => Error is null;
}

/// <summary>
/// Detached CMS signatures (<c>.p7s</c>) in DER with SHA-256 and the signing time, as <c>openssl cms -verify</c> reads them.
/// There is exactly one form: a verifier encodes what it read again and compares bytes, so that any flipped bit is found,
/// also one that a tolerant parser would pass over.
/// </summary>
public static class CmsSignature
{
    /// <summary>More than a certificate chain would need; ours have about a thousand bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The signature over this content.</summary>
    /// <param name="signingTimeUtc">Fractions of a second are dropped.</param>
    /// <exception cref="ArgumentException">The time is not UTC, or the certificate is not valid then.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> content, IssuerKey key, DateTime signingTimeUtc) =>
        SignDigest(SHA256.HashData(content), key, signingTimeUtc);

    /// <summary>The signature over content that is known by its SHA-256 (a PDF's byte ranges).</summary>
    /// <inheritdoc cref="Sign"/>
    public static byte[] SignDigest(ReadOnlySpan<byte> sha256, IssuerKey key, DateTime signingTimeUtc)
    {
        if (sha256.Length != SHA256.HashSizeInBytes) throw new ArgumentException("Not a SHA-256.", nameof(sha256));
        var time = EvidenceTime.WholeSecond(signingTimeUtc);
        if (key.Certificate.CheckValidAt(time) is not null)
            throw new ArgumentException("The certificate is not valid at the signing time.", nameof(signingTimeUtc));
        var digest = sha256.ToArray();
        var raw = key.Sign(SHA256.HashData(CmsForm.SignedAttributes(time, digest)));
        var value = key.Certificate.IsEcdsa ? EcdsaValue.ToDer(raw) : raw;
        return CmsForm.Encode(new CmsFields(key.Certificate.Der, time, digest, value), key.Certificate);
    }

    /// <summary>Whether this is the issuer's signature over this content. Never throws, whatever the bytes.</summary>
    public static CmsCheck Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> cms, IssuerCertificate issuer) =>
        VerifyDigest(SHA256.HashData(content), cms, issuer);

    /// <summary>The same for content that is known by its SHA-256.</summary>
    public static CmsCheck VerifyDigest(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> cms, IssuerCertificate issuer)
    {
        if (cms.Length > MaxBytes) return new CmsCheck(Error.Invalid("evidence.signature_too_large", cms.Length, MaxBytes), null);
        try
        {
            var fields = CmsForm.Decode(cms.ToArray());
            var code = Fault(sha256, cms, fields, issuer);
            var time = fields.SigningTime.UtcDateTime;
            return new CmsCheck(code is null ? issuer.CheckValidAt(time) : Error.RuleBroken(code), time);
        }
        catch (AsnContentException)
        {
            return new CmsCheck(Error.Invalid("evidence.signature_unreadable"), null);
        }
        catch (CryptographicException)
        {
            return new CmsCheck(Error.RuleBroken("evidence.signature_wrong"), null);
        }
    }

    // From the plainest to the subtlest: a reader is told the first thing that is wrong.
    private static string? Fault(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> cms, CmsFields fields, IssuerCertificate issuer)
    {
        if (!fields.Certificate.Span.SequenceEqual(issuer.Der.Span)) return "evidence.signature_other_certificate";
        if (!cms.SequenceEqual(CmsForm.Encode(fields, issuer))) return "evidence.signature_form";
        if (!fields.Digest.AsSpan().SequenceEqual(sha256)) return "evidence.signature_other_content";
        var raw = issuer.IsEcdsa ? EcdsaValue.FromDer(fields.Signature) : fields.Signature;
        if (raw is null) return "evidence.signature_form";
        var attributes = SHA256.HashData(CmsForm.SignedAttributes(fields.SigningTime, fields.Digest));
        return issuer.Verify(attributes, raw) ? null : "evidence.signature_wrong";
    }
}
