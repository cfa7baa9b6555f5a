using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Tests.Hosting;

public sealed class KeyRingCipherTests
{
    private static readonly XElement Secret = new("masterKey", "kelp trumpet ninety");

    [Fact]
    public void A_key_comes_back_and_is_never_encrypted_alike()
    {
        using var certificate = Certificate();
        var (one, other) = (new KeyRingCipher(certificate).Encrypt(Secret).EncryptedElement, new KeyRingCipher(certificate).Encrypt(Secret).EncryptedElement);
        new KeyRingCipher(certificate).Decrypt(one).ToString().ShouldBe(Secret.ToString());
        foreach (var part in (string[])["wrapped", "nonce", "tag", "content"]) one.Element(part)!.Value.ShouldNotBe(other.Element(part)!.Value, part);
    }

    [Theory]
    [InlineData("wrapped"), InlineData("nonce"), InlineData("tag"), InlineData("content")]
    public void One_that_was_changed_is_refused(string part)
    {
        using var certificate = Certificate();
        var kept = new KeyRingCipher(certificate).Encrypt(Secret).EncryptedElement;
        var bytes = Convert.FromBase64String(kept.Element(part)!.Value);
        bytes[0] ^= 1;
        kept.Element(part)!.Value = Convert.ToBase64String(bytes);
        Should.Throw<CryptographicException>(() => new KeyRingCipher(certificate).Decrypt(kept));
    }

    [Fact]
    public void One_for_another_certificate_or_in_another_way_is_refused()
    {
        using var one = Certificate();
        using var other = Certificate();
        var kept = new KeyRingCipher(one).Encrypt(Secret).EncryptedElement;
        Should.Throw<CryptographicException>(() => new KeyRingCipher(other).Decrypt(kept));
        kept.SetAttributeValue("scheme", "none");
        Should.Throw<CryptographicException>(() => new KeyRingCipher(one).Decrypt(kept));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(3072);
        return new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }
}
