using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>Changes by someone without a key: the signed list of files finds every one.</summary>
public class PackTamperingTests
{
    public static TheoryData<string> Paths() => new(PackSample.Files().Keys);

    [Theory, MemberData(nameof(Paths))]
    public void A_changed_file_is_found(string path)
    {
        var files = PackSample.Files();
        files[path] = [.. files[path], (byte)'\n'];
        files.Verify(PackSample.Issuer.Fingerprint).Failed().ShouldContain(path switch
        {
            Manifest.FileName or Manifest.SignatureFileName => "signature",
            _ => "files",
        });
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_removed_file_is_found(string path)
    {
        var files = PackSample.Files();
        files.Remove(path);
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        verification.Holds.ShouldBeFalse();
        // without a manifest it is no pack: exit code 2, not 1
        verification.IsPack.ShouldBe(path != Manifest.FileName);
        if (path is not (Manifest.FileName or Manifest.SignatureFileName)) verification.Codes("files").ShouldContain("evidence.file_missing");
    }

    [Theory]
    [InlineData(Manifest.SignatureFileName, "signature"), InlineData(Manifest.IssuerFileName, "files", "signature")]
    public void A_missing_signature_or_certificate_is_named_alone_and_once(string path, params string[] failed)
    {
        var files = PackSample.Files();
        files.Remove(path);
        var verification = files.Verify();
        verification.Failed().ShouldBe(failed);
        verification.Checks.Single(c => c.Id == "signature").Errors.ShouldHaveSingleItem().Args.ShouldBe([path]);
    }

    [Fact]
    public void A_changed_reading_is_told_with_places_and_not_once_for_every_statement()
    {
        var files = PackSample.Files();
        files["input/readings.csv"] = files["input/readings.csv"].Replaced("+08:00,0.000,", "+08:00,0.001,");
        var figures = files.Verify().Checks.Single(c => c.Id == "figures").Errors;
        figures.Select(e => e.Code).ShouldBe([.. Enumerable.Repeat("evidence.statement_differs", 3), "evidence.more_statements_differ"]);
        figures[0].Args[0].ShouldBe("basis.inputs.readings[0]");
        figures[3].Args.ShouldBe([1]);
    }

    [Theory, MemberData(nameof(Paths))]
    public void An_emptied_file_is_found(string path)
    {
        var files = PackSample.Files();
        files[path] = [];
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        (verification.Holds, verification.IsPack).ShouldBe((false, true));
    }

    [Theory]
    [InlineData("extra.txt"), InlineData("result/attribution-x.csv"), InlineData("statements/mg-1-201801-forge-r2.json"), InlineData("input/readings.csv.bak"), InlineData("Manifest.json.p7")]
    public void An_added_file_is_found(string path)
    {
        var files = PackSample.Files();
        files[path] = "{}"u8.ToArray();
        var verification = files.Verify(PackSample.Issuer.Fingerprint);
        verification.Failed().ShouldContain("files");
        verification.Codes("files").ShouldBe(["evidence.file_extra"]);
    }

    [Fact]
    public void Exchanged_files_are_found()
    {
        var files = PackSample.Files();
        string a = "statements/mg-1-201801-forge-r1.json", b = "statements/mg-1-201801-mould-r1.json";
        (files[a], files[b]) = (files[b], files[a]);
        files.Verify().Failed().ShouldBe(["files", "statements", "figures"]);
    }

    [Fact]
    public void The_certificate_of_another_does_not_fit_the_signature()
    {
        var files = PackSample.Files();
        files[Manifest.IssuerFileName] = Vectors.Utf8(PackSample.Attacker.Pem);
        var verification = files.Verify();
        verification.Failed().ShouldContain("files");
        verification.Codes("signature").ShouldBe(["evidence.signature_other_certificate"]);
    }

    [Fact]
    public void A_signature_of_another_over_the_same_manifest_does_not_fit_the_certificate()
    {
        var files = PackSample.Files();
        files[Manifest.SignatureFileName] = CmsSignature.Sign(files[Manifest.FileName], PackSample.Attacker, Samples.SignedAt);
        files.Verify(PackSample.Issuer.Fingerprint).Failed().ShouldBe(["signature"]);
    }

    [Theory]
    [InlineData("\r\n", 1), InlineData("", 0), InlineData(" ", 1), InlineData("\uFEFF", -1), InlineData("{}", 1)]
    public void A_manifest_in_any_other_form_is_unparsable_and_fails(string added, int where)
    {
        var files = PackSample.Files();
        var manifest = files[Manifest.FileName];
        files[Manifest.FileName] = where switch
        {
            0 => manifest.Replaced("{", "{\r\n"),
            < 0 => [.. Vectors.Utf8(added), .. manifest],
            _ => [.. manifest, .. Vectors.Utf8(added)],
        };
        var verification = files.Verify();
        (verification.IsPack, verification.Holds, verification.Manifest).ShouldBe((true, false, null));
        verification.Failed().ShouldBe(["files", "signature"]);
    }

    /// <summary>One flipped bit in any file, wherever it stands.</summary>
    [Fact]
    public void Any_flipped_bit_of_any_file_is_found()
    {
        var sound = PackSample.Files();
        var paths = sound.Keys.ToArray();
        var random = new Random(2018);
        for (var round = 0; round < 12; round++)
            foreach (var path in paths)
            {
                var files = new SortedDictionary<string, byte[]>(sound, StringComparer.Ordinal);
                var bit = random.Next(files[path].Length * 8);
                files[path] = Vectors.Flip(files[path], bit);
                var verification = files.Verify(PackSample.Issuer.Fingerprint);
                verification.Holds.ShouldBeFalse($"{path}, bit {bit}");
                verification.IsPack.ShouldBeTrue($"{path}, bit {bit}");
            }
    }

    /// <summary>Many bits of the small files that decide the most; a prime step reaches every place in a byte.</summary>
    [Theory]
    [InlineData("manifest.json.p7s"), InlineData("issuer.pem"), InlineData("statements/mg-1-201801-pumps-r1.proof.json")]
    public void Flipped_bits_all_over_a_small_file_are_found(string path)
    {
        var sound = PackSample.Files();
        for (var bit = 0; bit < sound[path].Length * 8; bit += 31)
        {
            var files = new SortedDictionary<string, byte[]>(sound, StringComparer.Ordinal) { [path] = Vectors.Flip(sound[path], bit) };
            files.Verify(PackSample.Issuer.Fingerprint).Holds.ShouldBeFalse($"bit {bit}");
        }
    }
}
