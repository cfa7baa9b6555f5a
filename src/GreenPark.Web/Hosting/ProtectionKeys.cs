using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Hosting;

/// <summary>
/// What protects cookies, forms and links: kept in the database, encrypted for a certificate that stands outside it. Without
/// <c>DataProtection:CertificateFile</c> one is made in the data folder; nodes of one installation share either.
/// </summary>
internal static class ProtectionKeys
{
    private const int KeyBits = 3072, Years = 100;

    public static void AddProtectionKeys(this WebApplicationBuilder builder)
    {
        var certificate = CertificateOf(builder);
        builder.Services.AddDataProtection().SetApplicationName("GreenPark")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        builder.Services.AddSingleton(new KeyRingCipher(certificate));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services =>
            new ConfigureOptions<KeyManagementOptions>(x =>
                (x.XmlRepository, x.XmlEncryptor) = (new Repository(services.GetRequiredService<Sender>()), services.GetRequiredService<KeyRingCipher>())));
    }

    private static X509Certificate2 CertificateOf(WebApplicationBuilder builder)
    {
        var named = builder.Configuration["DataProtection:CertificateFile"] is { Length: > 0 } file ? Path.Combine(builder.Environment.ContentRootPath, file) : null;
        var own = Path.Combine(DataFolder.Of(builder), "protection-key.p12");
        if (named is null) SecretFile.EnsureThere(own, MakeCertificate);
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(named ?? own, named is null ? null : builder.Configuration["DataProtection:CertificatePassword"]);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? throw new CryptographicException("It has no RSA key.") : certificate;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new Refusal($"DataProtection:CertificateFile: {named ?? own} cannot be read: {fault.Message} It must be a PKCS#12 file with an RSA key, and DataProtection:CertificatePassword its password.");
        }
    }

    private static byte[] MakeCertificate()
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=GreenPark protection key", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return certificate.Export(X509ContentType.Pkcs12);
    }

    /// <summary>Data protection asks synchronously, once a day and while starting; not on the thread of a circuit, which could then wait for itself.</summary>
    private sealed class Repository(Sender sender) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() =>
            [.. Told(() => sender.Send(new ListProtectionKeys(), CurrentUser.System)).Select(x => XElement.Parse(Encoding.UTF8.GetString(x)))];

        public void StoreElement(XElement element, string friendlyName) =>
            Told(() => sender.Send(new KeepProtectionKey(friendlyName, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))), CurrentUser.System));

        private static T Told<T>(Func<Task<Result<T>>> ask)
        {
            var result = Task.Run(ask).GetAwaiter().GetResult();
            return result.IsSuccess ? result.Value : throw new InvalidOperationException($"The protection keys could not be read or kept: {result.FirstError.Code}");
        }
    }
}
