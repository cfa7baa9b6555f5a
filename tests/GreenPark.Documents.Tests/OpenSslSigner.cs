using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Tests;

/// <summary>Signs with a fresh P-256 key by <c>openssl cms</c>, so that the field is tested apart from our own CMS.</summary>
internal sealed class OpenSslSigner : IDisposable
{
    private readonly Folder folder = new();

    public OpenSslSigner() => CommandLine.Run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-keyout", folder["key.pem"], "-out", folder["certificate.pem"], "-subj", "/CN=Test issuer", "-days", "30");

    public PdfSigner Signer => new(Sign);

    private byte[] Sign(ReadOnlyMemory<byte> covered)
    {
        folder.Put("covered", covered.ToArray());
        CommandLine.Run("openssl", "cms", "-sign", "-binary", "-md", "sha256", "-outform", "DER", "-in", folder["covered"],
            "-signer", folder["certificate.pem"], "-inkey", folder["key.pem"], "-out", folder["signature"]);
        return File.ReadAllBytes(folder["signature"]);
    }

    public void Dispose() => folder.Dispose();
}
