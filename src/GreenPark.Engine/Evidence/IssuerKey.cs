using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GreenPark.Engine.Evidence;

/// <summary>The issuer's certificate with its private key: ECDSA P-256, or RSA of 3072 to 8192 bits.</summary>
/// <remarks>Shorter RSA keys have less than 128 bits of security. What others signed with them is still verified.</remarks>
public sealed class IssuerKey : IDisposable
{
    private const int DevelopmentYears = 10, LeastRsaBits = 3072;
    private const int LongestName = 64;   // X.520's bound for an organisation's name
    private const int WrongPassword = unchecked((int)0x80070056);   // ERROR_INVALID_PASSWORD, on every platform

    private readonly X509Certificate2 withKey;

    private IssuerKey(X509Certificate2 withKey, IssuerCertificate certificate) => (this.withKey, Certificate) = (withKey, certificate);

    /// <summary>The public part.</summary>
    public IssuerCertificate Certificate { get; }

    /// <summary>SHA-256 of the certificate's DER, lower-case hex.</summary>
    public string Fingerprint => Certificate.Fingerprint;

    /// <summary>The text of <c>issuer.pem</c>, LF line ends.</summary>
    public string Pem => Certificate.Pem;

    public bool IsDevelopment => Certificate.IsDevelopment;

    /// <summary>
    /// A self-signed key for trying out, ECDSA P-256, ten years. A new one at each call: keys are the one thing here that
    /// must be random.
    /// </summary>
    /// <param name="name">Who runs this installation; cut to 64 characters.</param>
    public static IssuerKey CreateDevelopment(string name, DateTime notBefore)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(IssuerCertificate.DevelopmentName);
        if (Cut(name) is { Length: > 0 } organisation) subject.AddOrganizationName(organisation);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var from = new DateTimeOffset(EvidenceTime.WholeSecond(notBefore));
        return From(request.CreateSelfSigned(from, from.AddYears(DevelopmentYears))).Value;
    }

    /// <summary>From a PKCS#12 file (<c>.p12</c>, <c>.pfx</c>).</summary>
    public static Result<IssuerKey> FromPkcs12(ReadOnlySpan<byte> pkcs12, string? password)
    {
        try
        {
            // Ephemeral: the key must not stay behind in a key store; macOS has no such keys.
            var flags = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
            return From(X509CertificateLoader.LoadPkcs12(pkcs12, password, flags | X509KeyStorageFlags.Exportable));
        }
        catch (CryptographicException fault)
        {
            return Error.Invalid(fault.HResult == WrongPassword ? "evidence.key_wrong_password" : "evidence.key_unreadable");
        }
    }

    /// <summary>From a certificate of the machine's store. The key takes it over and disposes of it.</summary>
    public static Result<IssuerKey> From(X509Certificate2 certificate)
    {
        Result<IssuerKey> Refuse(Error error)
        {
            certificate.Dispose();
            return error;
        }

        if (!certificate.HasPrivateKey) return Refuse(Error.Invalid("evidence.key_missing"));
        var publicPart = IssuerCertificate.FromDer(certificate.RawData);
        if (publicPart.IsFailure) return Refuse(publicPart.FirstError);
        if (certificate.GetRSAPublicKey() is { } rsa)
            using (rsa)
                if (rsa.KeySize < LeastRsaBits) return Refuse(Error.Invalid("evidence.key_short", rsa.KeySize, LeastRsaBits));
        return new IssuerKey(certificate, publicPart.Value);
    }

    /// <summary>Certificate and key as a PKCS#12 file, so that a development key can be kept.</summary>
    /// <exception cref="CryptographicException">The key's store does not let it out.</exception>
    public byte[] ToPkcs12(string? password) => withKey.Export(X509ContentType.Pkcs12, password);

    /// <summary>The raw signature: r and s of 32 bytes each for ECDSA, PKCS#1 v1.5 for RSA.</summary>
    internal byte[] Sign(byte[] sha256)
    {
        if (Certificate.IsEcdsa)
        {
            using var ecdsa = withKey.GetECDsaPrivateKey()!;
            return ecdsa.SignHash(sha256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        using var rsa = withKey.GetRSAPrivateKey()!;
        return rsa.SignHash(sha256, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Cut(string name)
    {
        name = name.Trim();
        if (name.Length <= LongestName) return name;
        return name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)].TrimEnd();
    }

    public void Dispose()
    {
        withKey.Dispose();
        Certificate.Dispose();
    }
}
