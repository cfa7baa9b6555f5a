using System.Globalization;
using System.Security.Cryptography;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>What a sound pack holds, and how each of its checks reads.</summary>
public class PackVerifierTests
{
    private static readonly string[] AllChecks =
        ["archive", "files", "signature", "issuer", "development", "statements", "log", "conservation", "reperformance", "figures"];

    [Fact]
    public void A_sound_pack_holds_and_what_is_absent_is_not_ticked()
    {
        var verification = PackSample.Files().Verify();
        verification.Holds.ShouldBeTrue(string.Join('\n', verification.Checks.SelectMany(c => c.Errors)));
        verification.Checks.Select(c => c.Id).ShouldBe(AllChecks);
        verification.Checks.Where(c => c.State == CheckState.Absent).Select(c => c.Id).ShouldBe(["issuer", "development", "log"]);
        (verification.IssuerTrusted, verification.IssuerFingerprint, verification.Manifest!.Run).ShouldBe((null, PackSample.Issuer.Fingerprint, 7));
    }

    [Fact]
    public void The_pack_holds_what_the_evidence_page_lists() => PackSample.Files().Keys.ShouldBe(new[]
    {
        "README.en.md", "README.zh-CN.md", "conservation.csv", "input/imports.json", "input/park.json", "input/quality.csv", "input/readings.csv", "issuer.pem",
        "log.jsonl", "manifest.json", "manifest.json.p7s", "result/attribution-pv-1.csv", "result/attribution-storage.csv", "result/attribution-wind-1.csv",
        "result/attribution.csv", "result/balance.csv", "result/summary.json",
    }.Concat(PackSample.Members.SelectMany(m => new[] { ".json", ".pdf", ".proof.json" }.Select(e => $"statements/mg-1-201801-{m}-r1{e}")))
        .Order(StringComparer.Ordinal));

    [Fact]
    public void The_issuer_asked_for_is_found_or_not()
    {
        var right = PackSample.Files().Verify(PackSample.Issuer.Fingerprint);
        (right.Holds, right.IssuerTrusted, right.State("issuer")).ShouldBe((true, true, CheckState.Pass));
        var wrong = PackSample.Files().Verify(PackSample.Attacker.Fingerprint);
        (wrong.Holds, wrong.IssuerTrusted).ShouldBe((false, false));
        wrong.Failed().ShouldBe(["issuer"]);
    }

    [Fact]
    public void Nobody_is_trusted_by_a_certificate_without_its_signature()
    {
        // the right certificate beside a manifest that its key never signed
        var files = PackSample.Files();
        files[Manifest.FileName] = files[Manifest.FileName].Replaced("\"run\":7", "\"run\":8");
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        verification.Failed().ShouldContain("signature");
        (verification.IssuerTrusted, verification.State("issuer")).ShouldBe((null, CheckState.Absent));
        Line(verification, "issuer").ShouldBe("Issuer: the certificate asked for is in this pack, but signed nothing here; it vouches for nothing.");
    }

    [Fact]
    public void A_signature_that_fails_is_nowhere_called_consistent()
    {
        var files = PackSample.Files();
        files[Manifest.FileName] = files[Manifest.FileName].Replaced("\"run\":7", "\"run\":8");
        var verification = files.Verify();
        Line(verification, "issuer").ShouldStartWith("Issuer not checked");
        verification.Checks.ShouldAllBe(c => !c.Text(CultureInfo.InvariantCulture).Contains("consistent"));
    }

    private static string Line(PackVerification verification, string id) => verification.Checks.Single(c => c.Id == id).Text(CultureInfo.InvariantCulture);

    [Fact]
    public void What_was_not_checked_is_named_the_issuer_first()
    {
        PackSample.Files().Verify().NotChecked(CultureInfo.InvariantCulture).ShouldBe("issuer, log proofs");
        PackSample.Files().Verify(PackSample.Issuer.Fingerprint).NotChecked(CultureInfo.GetCultureInfo("zh-Hans")).ShouldBe("日志证明");
    }

    [Fact]
    public void Who_asks_for_an_issuer_gets_no_null_even_where_nothing_could_be_read()
    {
        var options = new VerifyOptions(PackSample.Issuer.Fingerprint);
        "no archive"u8.ToArray().Verify(options).IssuerTrusted.ShouldBe(false);
        Array.Empty<KeyValuePair<string, byte[]>>().Zip().Verify(options).IssuerTrusted.ShouldBe(false);
    }

    [Fact]
    public void The_same_input_and_signature_give_the_same_bytes()
    {
        var (first, second) = (PackBuilder.Build(PackSample.Input(PackSample.Issuer)), PackBuilder.Build(PackSample.Input(PackSample.Issuer)));
        second.Manifest.ShouldBe(first.Manifest);
        var signature = CmsSignature.Sign(first.Manifest, PackSample.Issuer, Samples.SignedAt);
        Written(second).ShouldBe(Written(first));

        byte[] Written(PackDraft draft)
        {
            using var stream = new MemoryStream();
            draft.Write(stream, signature);
            return stream.ToArray();
        }
    }

    [Fact]
    public void An_RSA_key_signs_as_well()
    {
        using var rsa = Samples.Rsa();
        var verification = PackSample.Files(rsa).Verify(rsa.Fingerprint);
        (verification.Holds, verification.IssuerTrusted).ShouldBe((true, true));
        verification.Checks.ShouldNotContain(c => c.Id == "development");
    }

    [Theory]
    [InlineData(2017)]   // before the certificate
    [InlineData(2029)]   // after it
    public void A_certificate_that_was_not_valid_at_the_signing_time_is_refused(int year)
    {
        var files = PackSample.Files();
        var (time, digest) = (new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero), SHA256.HashData(files[Manifest.FileName]));
        var value = EcdsaValue.ToDer(PackSample.Issuer.Sign(SHA256.HashData(CmsForm.SignedAttributes(time, digest))));
        files[Manifest.SignatureFileName] = CmsForm.Encode(new CmsFields(PackSample.Issuer.Certificate.Der, time, digest, value), PackSample.Issuer.Certificate);
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        verification.Failed().ShouldBe(["signature"]);
        verification.Codes("signature").ShouldBe(["evidence.certificate_not_valid"]);
        verification.IssuerTrusted.ShouldBeNull();
    }

    [Fact]
    public void A_member_pack_is_not_ticked_for_what_it_lacks()
    {
        var files = Member(PackSample.Files(), "mould");
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        verification.Holds.ShouldBeTrue(string.Join('\n', verification.Checks.SelectMany(c => c.Errors)));
        foreach (var (id, state) in new[]
        {
            ("files", CheckState.Pass), ("signature", CheckState.Pass), ("statements", CheckState.Pass), ("log", CheckState.Absent),
            ("conservation", CheckState.Absent), ("reperformance", CheckState.Absent), ("figures", CheckState.Absent),
        }) verification.State(id).ShouldBe(state, id);
        verification.Checks.Where(c => c.State == CheckState.Absent).ShouldAllBe(c => c.Sign == '–');
    }

    [Fact]
    public void A_member_pack_without_a_statement_has_no_tree_to_tick()
    {
        var files = Member(PackSample.Files(), "nobody");
        files.Verify().State("statements").ShouldBe(CheckState.Absent);
    }

    [Fact]
    public void A_full_pack_cannot_be_called_a_members_to_escape_its_checks()
    {
        var files = PackSample.Sign(PackSample.Input(PackSample.Issuer), PackSample.Issuer, files => files["result/summary.json"][20] ^= 1, m => m with { Kind = PackKind.Member });
        var verification = files.Verify();
        verification.Checks.Where(c => c.State == CheckState.Pass).Select(c => c.Id).ShouldNotContain("reperformance");
        verification.State("reperformance").ShouldBe(CheckState.Absent);
    }

    /// <summary>What a member pack has today: the certificate, the explanation, one statement.</summary>
    private static SortedDictionary<string, byte[]> Member(SortedDictionary<string, byte[]> full, string member) => PackSample.Sign(
        PackSample.Input(PackSample.Issuer), PackSample.Issuer,
        files =>
        {
            foreach (var path in full.Keys.Where(p => !p.Contains($"-{member}-") && !p.StartsWith("README", StringComparison.Ordinal) && p != Manifest.IssuerFileName)) files.Remove(path);
        },
        manifest => manifest with { Kind = PackKind.Member });

    [Theory]
    [InlineData("en"), InlineData("zh-Hans")]
    public void Every_line_reads_as_a_sentence(string culture)
    {
        foreach (var check in PackSample.Files().Verify(PackSample.Issuer.Fingerprint).Checks)
        {
            var text = check.Text(CultureInfo.GetCultureInfo(culture));
            text.ShouldNotContain("{");
            text.ShouldNotBe($"{check.Id}.{check.State}");
        }
    }
}
