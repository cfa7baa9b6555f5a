using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class CmsSignatureTests
{
    private static readonly byte[] Content = Samples.Manifest().ToJson();
    private static readonly Lazy<IssuerKey> Ecdsa = new(Samples.Development);
    private static readonly Lazy<IssuerKey> Rsa = new(() => Samples.Rsa());

    public static TheoryData<bool> Keys => [true, false];

    private static IssuerKey Key(bool ecdsa) => (ecdsa ? Ecdsa : Rsa).Value;

    private static string? Refusal(byte[] cms, IssuerCertificate issuer, byte[]? content = null) =>
        CmsSignature.Verify(content ?? Content, cms, issuer).Error?.Code;

    [Theory, MemberData(nameof(Keys))]
    public void A_signature_holds_and_tells_its_time(bool ecdsa)
    {
        var cms = CmsSignature.Sign(Content, Key(ecdsa), Samples.SignedAt.AddMilliseconds(750));
        var check = CmsSignature.Verify(Content, cms, Key(ecdsa).Certificate);
        check.Error.ShouldBeNull();
        check.SigningTimeUtc.ShouldBe(Samples.SignedAt);
        CmsSignature.VerifyDigest(SHA256.HashData(Content), CmsSignature.SignDigest(SHA256.HashData(Content), Key(ecdsa), Samples.SignedAt), Key(ecdsa).Certificate)
            .Holds.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Keys))]
    public void Every_single_flipped_bit_is_found(bool ecdsa)
    {
        var issuer = Key(ecdsa).Certificate;
        var cms = CmsSignature.Sign(Content, Key(ecdsa), Samples.SignedAt);
        for (var bit = 0; bit < cms.Length * 8; bit++) CmsSignature.Verify(Content, Vectors.Flip(cms, bit), issuer).Holds.ShouldBeFalse($"bit {bit}");
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_cut_or_lengthened_signature_is_refused(bool ecdsa)
    {
        var issuer = Key(ecdsa).Certificate;
        var cms = CmsSignature.Sign(Content, Key(ecdsa), Samples.SignedAt);
        for (var length = 0; length < cms.Length; length++) CmsSignature.Verify(Content, cms[..length], issuer).Holds.ShouldBeFalse();
        Refusal([.. cms, 0], issuer).ShouldBe("evidence.signature_form");
    }

    [Theory, MemberData(nameof(Keys))]
    public void Each_failure_has_its_own_name(bool ecdsa)
    {
        var issuer = Key(ecdsa).Certificate;
        var cms = CmsSignature.Sign(Content, Key(ecdsa), Samples.SignedAt);
        var fields = CmsForm.Decode(cms);
        var late = new DateTime(2060, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Refusal(cms, issuer, [.. Content, 10]).ShouldBe("evidence.signature_other_content");
        Refusal(cms, Key(!ecdsa).Certificate).ShouldBe("evidence.signature_other_certificate");
        Refusal("no signature"u8.ToArray(), issuer).ShouldBe("evidence.signature_unreadable");
        Refusal(new byte[CmsSignature.MaxBytes + 1], issuer).ShouldBe("evidence.signature_too_large");
        Refusal(CmsForm.Encode(fields with { SigningTime = fields.SigningTime.AddSeconds(1) }, issuer), issuer).ShouldBe("evidence.signature_wrong");
        Refusal(SignedAtTime(Key(ecdsa), late), issuer).ShouldBe("evidence.certificate_not_valid");
        Refusal(SignedAtTime(Key(ecdsa), Samples.NotBefore.AddSeconds(-1)), issuer).ShouldBe("evidence.certificate_not_valid");
        Should.Throw<ArgumentException>(() => CmsSignature.Sign(Content, Key(ecdsa), late));
        Should.Throw<ArgumentException>(() => CmsSignature.Sign(Content, Key(ecdsa), DateTime.SpecifyKind(Samples.SignedAt, DateTimeKind.Local)));
    }

    // What Sign refuses to make: a good signature at a time when the certificate is not valid.
    private static byte[] SignedAtTime(IssuerKey key, DateTime time)
    {
        var digest = SHA256.HashData(Content);
        var raw = key.Sign(SHA256.HashData(CmsForm.SignedAttributes(time, digest)));
        var value = key.Certificate.IsEcdsa ? EcdsaValue.ToDer(raw) : raw;
        return CmsForm.Encode(new CmsFields(key.Certificate.Der, time, digest, value), key.Certificate);
    }

    [Fact]
    public void The_other_half_of_an_ECDSA_signature_is_not_a_second_signature()
    {
        var issuer = Ecdsa.Value.Certificate;
        for (var i = 0; i < 20; i++)   // the half it falls into is chance
        {
            var cms = CmsSignature.Sign(Content, Ecdsa.Value, Samples.SignedAt);
            CmsSignature.Verify(Content, cms, issuer).Holds.ShouldBeTrue();
            var fields = CmsForm.Decode(cms);
            Refusal(CmsForm.Encode(fields with { Signature = OtherHalf(fields.Signature) }, issuer), issuer).ShouldBe("evidence.signature_form");
        }
    }

    private static byte[] OtherHalf(byte[] signature)
    {
        var order = new System.Numerics.BigInteger(
            Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);
        var sequence = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(sequence.ReadInteger());
            writer.WriteInteger(order - sequence.ReadInteger());
        }
        return writer.Encode();
    }

    [Fact]
    public void Garbage_never_throws()
    {
        var issuer = Ecdsa.Value.Certificate;
        var good = CmsSignature.Sign(Content, Ecdsa.Value, Samples.SignedAt);
        Vectors.Holds<byte[]>(bytes => !CmsSignature.Verify(Content, bytes ?? [], issuer).Holds, times: 500);
        Vectors.Holds(
            from at in Gen.Choose(0, good.Length - 1) from length in Gen.Choose(0, 40) from bytes in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()
            select (at, length, bytes),
            v =>
            {
                byte[] spliced = [.. good[..v.at], .. v.bytes, .. good[Math.Min(good.Length, v.at + v.length)..]];
                return spliced.AsSpan().SequenceEqual(good) || !CmsSignature.Verify(Content, spliced, issuer).Holds;
            },
            times: 2000);
    }

    [Fact]
    public void Deep_nesting_is_harmless()
    {
        var nested = new byte[CmsSignature.MaxBytes];
        for (var i = 0; i + 4 <= nested.Length; i += 4)   // sequences in sequences, each of the length that is left
        {
            var left = nested.Length - i - 4;
            (nested[i], nested[i + 1], nested[i + 2], nested[i + 3]) = (0x30, 0x82, (byte)(left >> 8), (byte)left);
        }
        Refusal(nested, Ecdsa.Value.Certificate).ShouldBe("evidence.signature_unreadable");
    }

    [Theory, MemberData(nameof(Keys))]
    public void OpenSSL_verifies_it_as_the_evidence_page_says(bool ecdsa)
    {
        using var scratch = new Scratch();
        var cms = CmsSignature.Sign(Content, Key(ecdsa), Samples.SignedAt);
        var (exit, output) = OpenSsl(scratch, cms, Content, Key(ecdsa));
        exit.ShouldBe(0, output);
        output.ShouldContain("Verification successful", Case.Insensitive);
        OpenSsl(scratch, cms, [.. Content, 10], Key(ecdsa)).Exit.ShouldNotBe(0);
    }

    [Fact]
    public void OpenSSL_prints_the_parts()
    {
        using var scratch = new Scratch();
        var file = scratch.Put("manifest.json.p7s", CmsSignature.Sign(Content, Ecdsa.Value, Samples.SignedAt));
        var output = Tool.Run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", file).Output;
        foreach (var part in new[] { "pkcs7-signedData", "sha256", "ecdsa-with-SHA256", "messageDigest", "signingTime", "Feb  3 02:00:00 2018 GMT" })
            output.ShouldContain(part);
    }

    private static (int Exit, string Output) OpenSsl(Scratch scratch, byte[] cms, byte[] content, IssuerKey key) => Tool.Run(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", scratch.Put("manifest.json.p7s", cms),
        "-content", scratch.Put("manifest.json", content), "-CAfile", scratch.Put("issuer.pem", Encoding.ASCII.GetBytes(key.Pem)),
        "-partial_chain", "-no_check_time", "-purpose", "any", "-out", scratch.At("out"));
}
