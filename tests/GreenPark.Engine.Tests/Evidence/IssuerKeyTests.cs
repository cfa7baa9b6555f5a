using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class IssuerKeyTests
{
    [Fact]
    public void A_development_key_is_known_by_its_certificate()
    {
        using var key = Samples.Development();
        key.IsDevelopment.ShouldBeTrue();
        key.Certificate.Subject.ShouldContain("CN=GreenPark development key");
        key.Certificate.NotBeforeUtc.ShouldBe(Samples.NotBefore);
        key.Certificate.NotAfterUtc.ShouldBe(Samples.NotBefore.AddYears(10));
        IssuerCertificate.FromPem(Vectors.Utf8(key.Pem), "issuer.pem").Value.IsDevelopment.ShouldBeTrue();
        using var real = Samples.Rsa();
        real.IsDevelopment.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("A, B=\"C\" + D; <E> #\\")]
    [InlineData("绿色电力产业园区有限公司绿色电力产业园区有限公司绿色电力产业园区有限公司绿色电力产业园区有限公司绿色电力产业园区有限公司😀😀😀😀")]
    public void Any_name_makes_a_development_key(string name)
    {
        using var key = IssuerKey.CreateDevelopment(name, Samples.NotBefore);
        key.IsDevelopment.ShouldBeTrue();
    }

    [Fact]
    public void The_fingerprint_is_the_SHA256_of_the_DER_and_the_PEM_has_line_feeds()
    {
        using var key = Samples.Development();
        using var loaded = X509CertificateLoader.LoadCertificate(Vectors.Utf8(key.Pem));
        key.Fingerprint.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(loaded.RawData)));
        key.Pem.ShouldStartWith("-----BEGIN CERTIFICATE-----\n");
        key.Pem.ShouldEndWith("-----END CERTIFICATE-----\n");
        key.Pem.ShouldNotContain("\r");
    }

    [Fact]
    public void A_key_is_kept_as_PKCS12()
    {
        using var key = Samples.Development();
        using var again = IssuerKey.FromPkcs12(key.ToPkcs12("secret"), "secret").Value;
        again.Fingerprint.ShouldBe(key.Fingerprint);
        CmsSignature.Verify("x"u8, CmsSignature.Sign("x"u8, again, Samples.SignedAt), key.Certificate).Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_wrong_password_is_called_a_wrong_password()
    {
        using var key = Samples.Development();
        foreach (var wrong in new[] { "Secret", "", null })
            IssuerKey.FromPkcs12(key.ToPkcs12("secret"), wrong).FirstError.Code.ShouldBe("evidence.key_wrong_password");
    }

    [Fact]
    public void A_file_that_is_no_PKCS12_is_called_unreadable()
    {
        using var key = Samples.Development();
        var good = key.ToPkcs12("secret");
        foreach (var bad in new[] { [], "garbage"u8.ToArray(), good[..(good.Length / 2)], Vectors.Utf8(key.Pem) })
            IssuerKey.FromPkcs12(bad, "secret").FirstError.Code.ShouldBe("evidence.key_unreadable");
    }

    [Fact]
    public void A_certificate_without_its_key_cannot_sign()
    {
        using var key = Samples.Development();
        using var bare = X509CertificateLoader.LoadCertificate(key.Certificate.Der.Span);
        IssuerKey.FromPkcs12(bare.Export(X509ContentType.Pkcs12, "p")!, "p").FirstError.Code.ShouldBe("evidence.key_missing");
    }

    [Fact]
    public void Other_kinds_of_key_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var weak = RSA.Create(1024);
        CertificateRequest[] requests =
        [
            new("CN=a", p384, HashAlgorithmName.SHA256), new("CN=a", weak, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ];
        foreach (var request in requests)
        {
            using var certificate = request.CreateSelfSigned(Samples.NotBefore, Samples.NotBefore.AddYears(1));
            IssuerKey.FromPkcs12(certificate.Export(X509ContentType.Pkcs12, "p"), "p").FirstError.Code.ShouldBe("evidence.key_unsupported");
            IssuerCertificate.FromDer(certificate.RawData).FirstError.Code.ShouldBe("evidence.key_unsupported");
        }
    }

    /// <summary>Others may have signed with it: reading the certificate is another matter.</summary>
    [Fact]
    public void A_short_key_signs_nothing_and_is_still_read()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=a", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Samples.NotBefore, Samples.NotBefore.AddYears(1));
        var refused = IssuerKey.FromPkcs12(certificate.Export(X509ContentType.Pkcs12, "p"), "p").FirstError;
        (refused.Code, refused.Args[0], refused.Args[1]).ShouldBe(("evidence.key_short", 2048, 3072));
        IssuerCertificate.FromDer(certificate.RawData).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void An_issuer_file_holds_exactly_one_certificate()
    {
        using var key = Samples.Development();
        var pem = key.Pem;
        IssuerCertificate.FromPem(Vectors.Utf8(pem.Replace("\n", "\r\n")), "issuer.pem").Value.Fingerprint.ShouldBe(key.Fingerprint);
        var lengthened = Convert.ToBase64String([.. key.Certificate.Der.Span, 0], Base64FormattingOptions.InsertLineBreaks);
        string[] bad =
        [
            "", "garbage", pem + pem, pem.Replace("CERTIFICATE", "PRIVATE KEY"), pem[..200], new('A', 100_000),
            $"-----BEGIN CERTIFICATE-----\n{lengthened}\n-----END CERTIFICATE-----\n",
        ];
        foreach (var text in bad)
        {
            var error = IssuerCertificate.FromPem(Vectors.Utf8(text), "issuer.pem").FirstError;
            (error.Code, error.Place!.Value.File).ShouldBe(("evidence.certificate_unreadable", "issuer.pem"));
        }
    }

    [Fact]
    public void Garbage_is_never_a_certificate() => Vectors.Holds<byte[]>(bytes => IssuerCertificate.FromDer(bytes ?? []).IsFailure);

    [Fact]
    public void A_flipped_certificate_is_refused_or_another_one()
    {
        using var key = Samples.Development();
        var der = key.Certificate.Der.ToArray();
        for (var bit = 0; bit < der.Length * 8; bit++)
        {
            var other = IssuerCertificate.FromDer(Vectors.Flip(der, bit));
            if (other.IsFailure) continue;
            other.Value.Fingerprint.ShouldNotBe(key.Fingerprint);
            other.Value.Dispose();
        }
    }
}
