using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// The certificate evidence is signed under: <c>issuer.pem</c>, one X.509 certificate with an ECDSA P-256 or an RSA key of
/// 2048 to 8192 bits. Whether it is the issuer one means is decided by its <see cref="Fingerprint"/>, not by a chain.
/// </summary>
public sealed class IssuerCertificate : IDisposable
{
    /// <summary>The common name of every development certificate begins so: its verifier needs nobody's word for it.</summary>
    public const string DevelopmentName = "GreenPark development key";

    private const int MaxPemBytes = 64 * 1024;
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string RsaPublicKey = "1.2.840.113549.1.1.1";
    private static readonly byte[] P256 = Convert.FromHexString("06082a8648ce3d030107");

    private readonly X509Certificate2 certificate;

    private IssuerCertificate(X509Certificate2 certificate)
    {
        this.certificate = certificate;
        Der = certificate.RawData;
        Fingerprint = Sha256Hex.Of(Der.Span);
        Pem = PemEncoding.WriteString("CERTIFICATE", Der.Span).ReplaceLineEndings("\n") + "\n";
        IsEcdsa = certificate.PublicKey.Oid.Value == EcPublicKey;
    }

    /// <summary>The certificate as it was issued.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 of the DER, lower-case hex.</summary>
    public string Fingerprint { get; }

    /// <summary>The text of <c>issuer.pem</c>, LF line ends.</summary>
    public string Pem { get; }

    public string Subject => certificate.Subject;
    public DateTime NotBeforeUtc => certificate.NotBefore.ToUniversalTime();
    public DateTime NotAfterUtc => certificate.NotAfter.ToUniversalTime();

    /// <summary>Told by the certificate itself: it was made at first start, for trying out.</summary>
    public bool IsDevelopment => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)
        .StartsWith(DevelopmentName, StringComparison.Ordinal);

    internal bool IsEcdsa { get; }
    internal byte[] IssuerName => certificate.IssuerName.RawData;
    internal ReadOnlyMemory<byte> SerialNumber => certificate.SerialNumberBytes;

    /// <summary>Null where the certificate is valid at this instant, both ends included.</summary>
    public Error? CheckValidAt(DateTime utc) => utc >= NotBeforeUtc && utc <= NotAfterUtc
        ? null
        : Error.RuleBroken("evidence.certificate_not_valid", EvidenceTime.Write(utc), EvidenceTime.Write(NotBeforeUtc), EvidenceTime.Write(NotAfterUtc));

    /// <summary>From the bytes of an <c>issuer.pem</c>: exactly one certificate.</summary>
    public static Result<IssuerCertificate> FromPem(ReadOnlySpan<byte> pem, string fileName)
    {
        var text = pem.Length <= MaxPemBytes ? Encoding.UTF8.GetString(pem) : "";
        if (!PemEncoding.TryFind(text, out var first) || text[first.Label] != "CERTIFICATE" || PemEncoding.TryFind(text.AsSpan(first.Location.End.Value), out _))
            return Error.Invalid("evidence.certificate_unreadable").At(fileName);
        var loaded = FromDer(Convert.FromBase64String(text[first.Base64Data]));
        return loaded.IsSuccess ? loaded : loaded.FirstError.At(fileName);
    }

    /// <summary>From the DER of one certificate.</summary>
    public static Result<IssuerCertificate> FromDer(ReadOnlySpan<byte> der)
    {
        try
        {
            var loaded = X509CertificateLoader.LoadCertificate(der);
            var result = Of(loaded);
            // The loader takes other wrappings and trailing bytes too; the fingerprint must be of these very bytes.
            if (result.IsSuccess && der.SequenceEqual(loaded.RawDataMemory.Span)) return result;
            loaded.Dispose();
            return result.IsFailure ? result : Error.Invalid("evidence.certificate_unreadable");
        }
        catch (CryptographicException)
        {
            return Error.Invalid("evidence.certificate_unreadable");
        }
    }

    private static Result<IssuerCertificate> Of(X509Certificate2 certificate)
    {
        if (!IsMinimalInteger(certificate.SerialNumberBytes.Span)) return Error.Invalid("evidence.certificate_unreadable");
        var key = certificate.PublicKey;
        switch (key.Oid.Value)
        {
            case EcPublicKey when key.EncodedParameters?.RawData is { } curve && curve.AsSpan().SequenceEqual(P256):
                using (certificate.GetECDsaPublicKey()) return new IssuerCertificate(certificate);
            case RsaPublicKey:
                using (var rsa = certificate.GetRSAPublicKey())
                    if (rsa?.KeySize is >= LeastRsaBits and <= MostRsaBits) return new IssuerCertificate(certificate);
                break;
        }
        return Error.Invalid("evidence.key_unsupported", key.Oid.FriendlyName ?? key.Oid.Value);
    }

    // Signatures repeat the serial number as DER; one that is not DER in the certificate could not be repeated.
    private static bool IsMinimalInteger(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 1 || (bytes.Length > 1 && !(bytes[0] == 0x00 && bytes[1] < 0x80) && !(bytes[0] == 0xff && bytes[1] >= 0x80));

    internal bool Verify(byte[] sha256, ReadOnlySpan<byte> signature)
    {
        if (IsEcdsa)
        {
            using var ecdsa = certificate.GetECDsaPublicKey()!;
            return ecdsa.VerifyHash(sha256, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        using var rsa = certificate.GetRSAPublicKey()!;
        return rsa.VerifyHash(sha256, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose() => certificate.Dispose();
}
