using GreenPark.Documents.Pdf;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>The PDF signature, checked with poppler over a CMS made by openssl.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void The_signature_is_valid_and_covers_the_whole_document()
    {
        CommandLine.Need("openssl", "pdfsig");
        using var openssl = new OpenSslSigner();
        var report = Check(Samples.Render(Samples.Month, openssl.Signer));
        report.ShouldContain("Signature is Valid");
        report.ShouldContain("Total document signed");
        report.ShouldContain("adbe.pkcs7.detached");
        report.ShouldContain("SHA-256");
    }

    [Fact]
    public void A_changed_byte_is_a_digest_mismatch()
    {
        CommandLine.Need("openssl", "pdfsig");
        using var openssl = new OpenSslSigner();
        var signed = Samples.Render(Samples.Month, openssl.Signer);
        // In the information dictionary, in the metadata and in a page's compressed content.
        foreach (var place in (int[])[signed.AsSpan().LastIndexOf("D:2018"u8) + 5, signed.AsSpan().LastIndexOf("GreenPark</pdf"u8), signed.AsSpan().LastIndexOf("\nendstream"u8) - 20])
        {
            var changed = signed.ToArray();
            changed[place] ^= 1;
            Check(changed).ShouldContain("Digest Mismatch", customMessage: $"byte {place}");
        }
    }

    [Fact]
    public void The_signer_gets_all_bytes_but_the_signatures_own_place()
    {
        var covered = ReadOnlyMemory<byte>.Empty;
        byte[] answer = [0x30, 0x03, 0x02, 0x01, 0x05];
        var file = Samples.Render(Samples.Month, new PdfSigner(bytes => { covered = bytes; return answer; }, ReservedBytes: 64));

        var text = System.Text.Encoding.Latin1.GetString(file);
        var range = text.Split("/ByteRange [")[1].Split(']')[0].Split(' ').Select(int.Parse).ToArray();
        range[0].ShouldBe(0);
        (range[2] + range[3]).ShouldBe(file.Length);
        file[range[1]].ShouldBe((byte)'<');
        file[range[2] - 1].ShouldBe((byte)'>');
        text[(range[1] + 1)..(range[2] - 1)].ShouldBe("3003020105" + new string('0', 128 - 10));
        covered.ToArray().ShouldBe([.. file[..range[1]], .. file[range[2]..]]);
    }

    [Fact]
    public void The_same_answer_of_the_signer_gives_the_same_bytes()
    {
        var signer = new PdfSigner(bytes => System.Security.Cryptography.SHA256.HashData(bytes.Span));
        Samples.Render(Samples.Month, signer).ShouldBe(Samples.Render(Samples.Month, signer));
    }

    [Fact]
    public void A_signature_longer_than_its_place_is_an_error()
    {
        var signer = new PdfSigner(_ => new byte[65], ReservedBytes: 64);
        Should.Throw<InvalidOperationException>(() => Samples.Render(Samples.Month, signer)).Message.ShouldContain("65 bytes");
    }

    [Fact]
    public void An_unsigned_copy_says_so()
    {
        CommandLine.Need("pdftotext", "pdfsig");
        using var folder = new Folder();
        var pdf = folder.Put("statement.pdf", Samples.Render(Samples.Month));
        CommandLine.Run("pdftotext", pdf, "-").ShouldContain("no digital signature");
        CommandLine.Run("pdfsig", pdf).ShouldContain("does not contain any signatures");
    }

    private static string Check(byte[] pdf)
    {
        using var folder = new Folder();
        return CommandLine.Run("pdfsig", "-nocert", folder.Put("statement.pdf", pdf));
    }
}
