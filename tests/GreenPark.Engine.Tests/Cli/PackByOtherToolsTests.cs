using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary>A pack checked without GreenPark: openssl, sha256sum and PDF tools agree with what it says of itself.</summary>
public sealed class PackByOtherToolsTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("EC", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"), InlineData("RSA", "-newkey", "rsa:3072")]
    public void A_key_made_by_openssl_signs_and_openssl_agrees(string kind, params string[] newKey)
    {
        cli.Openssl(["req", "-x509", .. newKey, "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-subj", "/CN=Harbour Park " + kind]);
        cli.Openssl("pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-out", "key.pfx", "-passout", "pass:secret");
        cli.Settings["GREENPARK_KEY_PASSWORD"] = "secret";
        var packed = cli.Pack("--key", "key.pfx");
        (packed.Code, packed.Errors).ShouldBe((0, ""));
        packed.Output.ShouldNotContain("Development");
        cli.Verified("pack.zip", "--issuer", "cert.pem").GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue();

        // as the evidence page says
        cli.Unpacked();
        cli.Openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", "unpacked/manifest.json.p7s", "-content", "unpacked/manifest.json", "-CAfile", "unpacked/issuer.pem",
            "-partial_chain", "-no_check_time", "-purpose", "any", "-out", "content").ShouldContain("Verification successful");
        File.ReadAllBytes(cli.PathOf("content")).ShouldBe(File.ReadAllBytes(cli.PathOf("unpacked/manifest.json")));
        var fingerprint = cli.Openssl("x509", "-in", "unpacked/issuer.pem", "-noout", "-fingerprint", "-sha256").Split('=')[1].Trim();
        cli.Verified("pack.zip", "--issuer", fingerprint).GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue();
        // another certificate of the same name is not the same issuer
        cli.Openssl(["req", "-x509", .. newKey, "-nodes", "-keyout", "key2.pem", "-out", "cert2.pem", "-days", "30", "-subj", "/CN=Harbour Park " + kind]);
        cli.Verified("pack.zip", "--issuer", "cert2.pem").GetProperty("issuerTrusted").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void The_manifest_lists_what_sha256sum_finds()
    {
        cli.MakePack();
        var files = cli.Unpacked();
        var manifest = Manifest.Read(files[Manifest.FileName]).Value;
        cli.Write("sums", string.Concat(manifest.Files.Select(f => $"{f.Sha256}  unpacked/{f.Path}\n")));
        var (exit, output) = Tool.RunIn(cli.Folder, "sha256sum", "--check", "--strict", "sums");
        exit.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(files.Count - 2);
    }

    [Fact]
    public void The_statements_PDF_carries_a_valid_signature()
    {
        cli.MakePack();
        var pdf = cli.Unpacked().Keys.First(p => p.EndsWith(".pdf", StringComparison.Ordinal));
        var (exit, output) = Tool.RunIn(cli.Folder, "pdfsig", "-nocert", "unpacked/" + pdf);
        exit.ShouldBe(0, output);
        output.ShouldContain("Signature is Valid");
        output.ShouldContain("Total document signed");
        var (_, text) = Tool.RunIn(cli.Folder, "pdftotext", "unpacked/" + pdf, "-");
        text.ShouldContain(Path.GetFileNameWithoutExtension(pdf));
    }
}
