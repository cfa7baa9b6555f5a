using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Encrypts each key of the ring for a certificate: a key of its own with AES-256-GCM, wrapped with RSA-OAEP and SHA-256. The framework's
/// own (<c>ProtectKeysWithCertificate</c>) wraps with PKCS#1 v1.5 and does not authenticate: whoever may write to the database could try
/// ciphertexts.
/// </summary>
internal sealed class KeyRingCipher(X509Certificate2 certificate) : IXmlEncryptor
{
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private const string Scheme = "RSA-OAEP-SHA256 AES-256-GCM";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var (key, nonce, tag) = (RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes]);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var cipher = new byte[plain.Length];
        using (var aes = new AesGcm(key, TagBytes)) aes.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(Scheme));
        using var rsa = certificate.GetRSAPublicKey()!;
        var wrapped = rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(new XElement("encryptedKey", new XAttribute("scheme", Scheme), Part("wrapped", wrapped), Part("nonce", nonce), Part("tag", tag), Part("content", cipher)), typeof(KeyRingDecryptor));
    }

    /// <exception cref="CryptographicException">It was made for another certificate, or is not as it was made.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        if ((string?)encryptedElement.Attribute("scheme") != Scheme) throw new CryptographicException("The key is encrypted in a way that is not known here.");
        byte[] Bytes(string part) => Convert.FromBase64String(encryptedElement.Element(part)?.Value ?? "");
        using var rsa = certificate.GetRSAPrivateKey()!;
        var (key, cipher) = (rsa.Decrypt(Bytes("wrapped"), RSAEncryptionPadding.OaepSHA256), Bytes("content"));
        var plain = new byte[cipher.Length];
        using (var aes = new AesGcm(key, TagBytes)) aes.Decrypt(Bytes("nonce"), cipher, Bytes("tag"), plain, Encoding.ASCII.GetBytes(Scheme));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static XElement Part(string name, byte[] bytes) => new(name, Convert.ToBase64String(bytes));
}

/// <summary>Made by the framework, by its name in the encrypted key, with the services alone.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyRingCipher>().Decrypt(encryptedElement);
}
