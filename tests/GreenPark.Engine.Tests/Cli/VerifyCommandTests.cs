using System.Text.Json;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary><c>greenpark verify</c> as verifiers meet it: what it says, and exit codes 0, 1 and 2.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void The_last_line_says_when_nothing_was_calculated_again()
    {
        cli.Write("member.zip", PackSample.Sign(PackSample.Input(PackSample.Issuer), PackSample.Issuer, manifest: m => m with { Kind = PackKind.Member }).Zip());
        var verified = cli.Run("verify", "member.zip");
        verified.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]
            .ShouldStartWith("The checks that were made hold. Not checked: issuer, log proofs, conservation, re-performance, figures.");
    }

    [Fact]
    public void Json_has_its_shape_and_null_where_no_issuer_was_asked_for()
    {
        cli.MakePack();
        var json = cli.Verified("pack.zip");
        json.EnumerateObject().Select(p => p.Name).ShouldBe(["checks", "holds", "issuerSha256", "issuerTrusted"]);
        json.GetProperty("issuerTrusted").ValueKind.ShouldBe(JsonValueKind.Null);
        var checks = json.GetProperty("checks").EnumerateArray().ToArray();
        checks.ShouldAllBe(c => c.EnumerateObject().Select(p => p.Name).SequenceEqual(new[] { "errors", "id", "state", "text" }));
        checks.Select(c => c.GetProperty("id").GetString()).ShouldBe(["archive", "files", "signature", "issuer", "development", "statements", "log", "conservation", "reperformance", "figures"]);
        checks.Select(c => c.GetProperty("state").GetString()).Distinct().Order(StringComparer.Ordinal).ShouldBe(["absent", "pass"]);
    }

    [Fact]
    public void The_issuer_is_asked_for_by_file_or_fingerprint_in_any_spelling()
    {
        cli.MakePack();
        var pem = cli.Unpacked()[Manifest.IssuerFileName];
        var certificate = IssuerCertificate.FromPem(pem, "issuer.pem").Value;
        cli.Write("issuer.der", certificate.Der.ToArray());
        cli.Write("other.pem", PackSample.Attacker.Pem);
        var hex = certificate.Fingerprint;
        var openssls = string.Join(':', hex.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        foreach (var right in new[] { hex, hex.ToUpperInvariant(), openssls, "sha256:" + hex, "unpacked/issuer.pem", "issuer.der" })
            cli.Verified("pack.zip", "--issuer", right).GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue(right);
        foreach (var wrong in new[] { PackSample.Attacker.Fingerprint, "other.pem" })
        {
            var json = cli.Verified("pack.zip", "--issuer", wrong);
            (json.GetProperty("holds").GetBoolean(), json.GetProperty("issuerTrusted").GetBoolean()).ShouldBe((false, false), wrong);
            cli.Run("verify", "pack.zip", "--issuer", wrong).Output.ShouldContain("✗ Issuer");
        }
    }

    [Theory]
    [InlineData(""), InlineData("abc"), InlineData("absent.pem"), InlineData("readings.csv", "not one X.509 certificate in PEM form")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_neither_certificate_nor_fingerprint_is_wrong_usage(string issuer, string words = "neither a file nor a SHA-256 (64 hexadecimal digits)")
    {
        cli.MakePack();
        var ended = cli.Run("verify", "pack.zip", "--issuer", issuer);
        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.ErrorLines.ShouldHaveSingleItem().ShouldContain(words);
    }

    [Fact]
    public void A_changed_pack_ends_with_1_and_says_what_is_wrong()
    {
        cli.MakePack();
        var files = cli.Unpacked();
        files["result/summary.json"] = files["result/summary.json"].Replaced("0", "1");
        cli.Write("pack.zip", files.Zip());
        var ended = cli.Run("verify", "pack.zip");
        (ended.Code, ended.Errors).ShouldBe((1, ""));
        ended.Output.ShouldContain("✗ Files");
        ended.Output.ShouldContain("    result/summary.json is not the file that was signed");
        ended.Output.ShouldContain("✗ Re-performance");
        ended.Output.ShouldEndWith("At least one check failed.\n");
    }

    [Fact]
    public void What_is_no_pack_and_what_is_no_request_end_with_2()
    {
        cli.MakePack();
        cli.Write("empty.zip", []);
        cli.Write("other.zip", new Dictionary<string, byte[]> { ["a.txt"] = [] }.Zip());
        foreach (var file in new[] { "readings.csv", "empty.zip", "other.zip" })
        {
            var ended = cli.Run("verify", file);
            ended.Code.ShouldBe(2, file);
            ended.Output.ShouldContain("✗ Archive");
        }
        foreach (var arguments in new[] { new[] { "absent.zip" }, ["."], [], ["pack.zip", "pack.zip"], ["pack.zip", "--nonsense"], [""] })
        {
            var ended = cli.Run(["verify", .. arguments]);
            (ended.Code, ended.Output).ShouldBe((2, ""), string.Join(' ', arguments));
            ended.Errors.ShouldNotBeEmpty();
            ended.Errors.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public void A_folder_is_not_called_a_file_without_permission()
    {
        foreach (var arguments in new[] { new[] { "verify", "." }, ["verify", "readings.csv", "--issuer", "."], ["attribute", "--park", ".", "--readings", "readings.csv", "--out", "results"] })
        {
            var ended = cli.Run(arguments);
            ended.Code.ShouldBe(2);
            ended.ErrorLines.ShouldHaveSingleItem().ShouldBe(".: This is a folder. Give a file.");
        }
    }

    [Fact]
    public void Limits_are_those_of_the_reader()
    {
        cli.MakePack();
        cli.Run("verify", "pack.zip", "--max-files", "5").Output.ShouldContain("more than the 5 allowed");
        cli.Run("verify", "pack.zip", "--max-bytes", "100").Output.ShouldContain("more than the 100 B allowed");
    }

    [Fact]
    public void Verifying_writes_nothing()
    {
        cli.MakePack();
        var before = cli.Contents();
        cli.Run("verify", "pack.zip", "--json").Code.ShouldBe(0);
        cli.Contents().ShouldBe(before);
    }

    [Fact]
    public void Too_little_memory_is_told_and_does_not_crash()
    {
        cli.MakePack();
        cli.Settings["DOTNET_GCHeapHardLimit"] = "0xC00000";   // 12 MB
        var files = cli.Unpacked();
        files["input/more.bin"] = new byte[40_000_000];
        cli.Write("large.zip", files.Zip());
        var ended = cli.Run("verify", "large.zip");
        (ended.Code, ended.Errors).ShouldBe((2, ""));
        ended.Output.ShouldContain("not enough memory");
    }
}
