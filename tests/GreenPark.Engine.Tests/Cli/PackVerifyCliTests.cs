using System.Text.Json;
using System.Text.RegularExpressions;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary><c>greenpark pack</c> and <c>greenpark verify</c> as issuers and verifiers meet them, and the same checks with common tools.</summary>
public sealed partial class PackVerifyCliTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    private CommandLine.Ended Pack(params string[] more) => cli.Run(["pack", "--park", "park.json", "--readings", "readings.csv", "--out", "pack.zip", .. more]);

    private void MakePack(params string[] more)
    {
        var ended = Pack(more);
        (ended.Code, ended.Errors).ShouldBe((0, ""));
    }

    private JsonElement Json(params string[] arguments)
    {
        var ended = cli.Run(["verify", .. arguments, "--json"]);
        using var document = JsonDocument.Parse(ended.Output);
        var json = document.RootElement.Clone();
        json.GetProperty("holds").GetBoolean().ShouldBe(ended.Code == 0);
        return json;
    }

    /// <summary>Openssl's word on a command that must succeed.</summary>
    private string Openssl(params string[] arguments)
    {
        var (exit, output) = Tool.RunIn(cli.Folder, "openssl", arguments);
        exit.ShouldBe(0, output);
        return output;
    }

    private Dictionary<string, byte[]> Unpacked()
    {
        var contents = PackReader.Read(File.ReadAllBytes(cli.PathOf("pack.zip"))).Value;
        var files = contents.Paths.ToDictionary(p => p, p => contents.TryGet(p, out var bytes) ? bytes.ToArray() : []);
        foreach (var (path, content) in files) cli.Write("unpacked/" + path, content);
        return files;
    }

    [Fact]
    public void A_pack_is_made_and_holds()
    {
        var packed = Pack();
        (packed.Code, packed.Errors).ShouldBe((0, ""));
        packed.Output.ShouldContain("2 statements");
        packed.Output.ShouldContain("Development signature");
        var verified = cli.Run("verify", "pack.zip");
        (verified.Code, verified.Errors).ShouldBe((0, ""));
        var lines = verified.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(l => l.StartsWith('✓')).ShouldBe(7);
        lines.Where(l => l.StartsWith('–')).Select(l => l[2..].Split(',', ':')[0]).ShouldBe(["Signature consistent", "Development signature", "Log proofs"]);
        lines.ShouldNotContain(l => l.StartsWith('✗'));
        lines[^1].ShouldBe("The checks that were made hold. Not checked: issuer, log proofs. Development signature: it proves nothing to others.");
    }

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
        MakePack();
        var json = Json("pack.zip");
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
        MakePack();
        var pem = Unpacked()[Manifest.IssuerFileName];
        var certificate = IssuerCertificate.FromPem(pem, "issuer.pem").Value;
        cli.Write("issuer.der", certificate.Der.ToArray());
        cli.Write("other.pem", PackSample.Attacker.Pem);
        var hex = certificate.Fingerprint;
        var openssls = string.Join(':', hex.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
        foreach (var right in new[] { hex, hex.ToUpperInvariant(), openssls, "sha256:" + hex, "unpacked/issuer.pem", "issuer.der" })
            Json("pack.zip", "--issuer", right).GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue(right);
        foreach (var wrong in new[] { PackSample.Attacker.Fingerprint, "other.pem" })
        {
            var json = Json("pack.zip", "--issuer", wrong);
            (json.GetProperty("holds").GetBoolean(), json.GetProperty("issuerTrusted").GetBoolean()).ShouldBe((false, false), wrong);
            cli.Run("verify", "pack.zip", "--issuer", wrong).Output.ShouldContain("✗ Issuer");
        }
    }

    [Theory]
    [InlineData(""), InlineData("abc"), InlineData("absent.pem"), InlineData("readings.csv")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_neither_certificate_nor_fingerprint_is_wrong_usage(string issuer)
    {
        MakePack();
        var ended = cli.Run("verify", "pack.zip", "--issuer", issuer);
        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.ErrorLines.ShouldHaveSingleItem();
        if (issuer != "readings.csv") ended.Errors.ShouldContain("neither a file nor a SHA-256 (64 hexadecimal digits)");
    }

    [Fact]
    public void A_changed_pack_ends_with_1_and_says_what_is_wrong()
    {
        MakePack();
        var files = Unpacked();
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
    public void What_is_no_pack_ends_with_2()
    {
        cli.Write("empty.zip", []);
        cli.Write("other.zip", new Dictionary<string, byte[]> { ["a.txt"] = [] }.Zip());
        foreach (var file in new[] { "readings.csv", "empty.zip", "other.zip" })
        {
            var ended = cli.Run("verify", file);
            ended.Code.ShouldBe(2, file);
            ended.Output.ShouldContain("✗ Archive");
        }
        foreach (var arguments in new[] { new[] { "absent.zip" }, ["."], [], ["a.zip", "b.zip"], ["pack.zip", "--nonsense"], [""] })
        {
            var ended = cli.Run(["verify", .. arguments]);
            (ended.Code, ended.Output).ShouldBe((2, ""), string.Join(' ', arguments));
            ended.Errors.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public void Limits_are_those_of_the_reader()
    {
        MakePack();
        cli.Run("verify", "pack.zip", "--max-files", "5").Output.ShouldContain("more than the 5 allowed");
        cli.Run("verify", "pack.zip", "--max-bytes", "100").Code.ShouldBe(1);
    }

    [Fact]
    public void Verifying_writes_nothing()
    {
        MakePack();
        var before = cli.Contents();
        cli.Run("verify", "pack.zip", "--json");
        cli.Contents().ShouldBe(before);
    }

    [Fact]
    public void Too_little_memory_is_told_and_does_not_crash()
    {
        MakePack();
        cli.Settings["DOTNET_GCHeapHardLimit"] = "0xC00000";   // 12 MB
        var files = Unpacked();
        files["input/more.bin"] = new byte[40_000_000];
        cli.Write("large.zip", files.Zip());
        var ended = cli.Run("verify", "large.zip");
        (ended.Code, ended.Errors).ShouldBe((2, ""));
        ended.Output.ShouldContain("not enough memory");
    }

    [Theory]
    [InlineData("EC", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"), InlineData("RSA", "-newkey", "rsa:2048")]
    public void A_key_made_by_openssl_signs_and_openssl_agrees(string kind, params string[] newKey)
    {
        Openssl(["req", "-x509", .. newKey, "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-subj", "/CN=Harbour Park " + kind]);
        Openssl("pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-out", "key.pfx", "-passout", "pass:secret");
        cli.Settings["GREENPARK_KEY_PASSWORD"] = "secret";
        var packed = Pack("--key", "key.pfx");
        (packed.Code, packed.Errors).ShouldBe((0, ""));
        packed.Output.ShouldNotContain("Development");
        Json("pack.zip", "--issuer", "cert.pem").GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue();

        // as the evidence page says
        Unpacked();
        Openssl("cms", "-verify", "-binary", "-inform", "DER", "-in", "unpacked/manifest.json.p7s", "-content", "unpacked/manifest.json", "-CAfile", "unpacked/issuer.pem",
            "-partial_chain", "-no_check_time", "-purpose", "any", "-out", "content").ShouldContain("Verification successful");
        File.ReadAllBytes(cli.PathOf("content")).ShouldBe(File.ReadAllBytes(cli.PathOf("unpacked/manifest.json")));
        var fingerprint = Openssl("x509", "-in", "unpacked/issuer.pem", "-noout", "-fingerprint", "-sha256").Split('=')[1].Trim();
        Json("pack.zip", "--issuer", fingerprint).GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue();
        // another certificate of the same name is not the same issuer
        Openssl(["req", "-x509", .. newKey, "-nodes", "-keyout", "key2.pem", "-out", "cert2.pem", "-days", "30", "-subj", "/CN=Harbour Park " + kind]);
        Json("pack.zip", "--issuer", "cert2.pem").GetProperty("issuerTrusted").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_key_that_cannot_sign_is_refused_and_nothing_is_written()
    {
        using var key = Samples.Development();
        cli.Write("key.pfx", key.ToPkcs12("secret"));
        cli.Write("nonsense.pfx", "nonsense");
        using var old = IssuerKey.CreateDevelopment("", new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        cli.Write("expired.pfx", old.ToPkcs12("secret"));
        Openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=x");
        Openssl("pkcs12", "-export", "-nokeys", "-in", "c.pem", "-out", "keyless.pfx", "-passout", "pass:secret");
        foreach (var (file, password, code, words) in new[]
        {
            ("key.pfx", "wrong", 1, "password"), ("key.pfx", "", 1, "password"), ("nonsense.pfx", "secret", 1, "PKCS#12"), ("expired.pfx", "secret", 1, "not valid at"),
            ("keyless.pfx", "secret", 1, ""), ("absent.pfx", "secret", 2, "does not exist"),
        })
        {
            cli.Settings["GREENPARK_KEY_PASSWORD"] = password;
            var before = cli.Contents();
            var ended = Pack("--key", file);
            (ended.Code, ended.Output).ShouldBe((code, ""), file);
            ended.ErrorLines.ShouldHaveSingleItem().ShouldStartWith(file + ": ");
            ended.Errors.ShouldContain(words);
            cli.Contents().ShouldBe(before, file);
        }
    }

    [Fact]
    public void The_manifest_lists_what_sha256sum_finds()
    {
        MakePack();
        var files = Unpacked();
        var manifest = Manifest.Read(files[Manifest.FileName]).Value;
        cli.Write("sums", string.Concat(manifest.Files.Select(f => $"{f.Sha256}  unpacked/{f.Path}\n")));
        var (exit, output) = Tool.RunIn(cli.Folder, "sha256sum", "--check", "--strict", "sums");
        exit.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(files.Count - 2);
    }

    [Fact]
    public void The_statements_PDF_carries_a_valid_signature()
    {
        MakePack();
        var pdf = Unpacked().Keys.First(p => p.EndsWith(".pdf", StringComparison.Ordinal));
        var (exit, output) = Tool.RunIn(cli.Folder, "pdfsig", "-nocert", "unpacked/" + pdf);
        exit.ShouldBe(0, output);
        output.ShouldContain("Signature is Valid");
        output.ShouldContain("Total document signed");
        var (_, text) = Tool.RunIn(cli.Folder, "pdftotext", "unpacked/" + pdf, "-");
        text.ShouldContain(Path.GetFileNameWithoutExtension(pdf));
    }

    [Fact]
    public void Chinese_is_spoken_where_the_environment_speaks_it()
    {
        var packed = cli.RunIn("zh_CN.UTF-8", "pack", "--park", "park.json", "--readings", "readings.csv", "--out", "pack.zip");
        packed.Code.ShouldBe(0, packed.Errors);
        foreach (var output in new[] { packed.Output, cli.RunIn("zh_CN.UTF-8", "verify", "pack.zip").Output })
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => Han().IsMatch(line));
        cli.RunIn("zh_CN.UTF-8", "verify", "readings.csv").Output.ShouldContain("✗");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [Theory]
    [InlineData("."), InlineData("readings.csv/pack.zip"), InlineData("/"), InlineData("/dev/null/pack.zip")]
    public void An_output_that_cannot_be_written_ends_with_2_and_leaves_nothing(string path)
    {
        var before = cli.Contents();
        var ended = cli.Run("pack", "--park", "park.json", "--readings", "readings.csv", "--out", path);
        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.ErrorLines.ShouldHaveSingleItem();
        cli.Contents().ShouldBe(before);
    }

    [Fact]
    public void A_pack_that_is_there_is_replaced_only_when_told_so()
    {
        MakePack();
        var before = cli.Contents();
        var ended = Pack();
        (ended.Code, ended.Output, cli.Contents()).ShouldBe((2, "", before));
        ended.ErrorLines.ShouldHaveSingleItem().ShouldBe("pack.zip: A file of this name is there already. Choose another name, or replace it with --force.");
        MakePack("--force");
        cli.Contents().ShouldNotBe(before);
    }

    [Theory]
    [InlineData("absent/pack.zip", "absent/pack.zip: Its folder does not exist.")]
    [InlineData(".", ".: This is a folder.")]
    [InlineData("/proc/greenpark.zip", "\"/proc/greenpark.zip\" cannot be written")]
    public void A_place_that_cannot_be_is_named_as_it_was_given(string path, string words)
    {
        var before = cli.Contents();
        var ended = cli.Run("pack", "--park", "park.json", "--readings", "readings.csv", "--out", path);
        (ended.Code, ended.Output, cli.Contents()).ShouldBe((2, "", before));
        var line = ended.ErrorLines.ShouldHaveSingleItem();
        line.ShouldStartWith(words);
        line.ShouldNotContain("/.greenpark.zip.");
    }

    [Theory]
    [InlineData("notaurl"), InlineData("ftp://park.example/v/"), InlineData("/v/harbour/"), InlineData("https://"), InlineData("")]
    public void An_address_that_no_telephone_could_open_is_wrong_usage(string address)
    {
        var ended = Pack("--address", address);
        (ended.Code, ended.Output, File.Exists(cli.PathOf("pack.zip"))).ShouldBe((2, "", false));
        ended.Errors.ShouldContain("http");
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
    public void Faulty_input_ends_with_1_and_keeps_the_pack_that_was_there()
    {
        MakePack();
        var pack = File.ReadAllBytes(cli.PathOf("pack.zip"));
        cli.Write("readings.csv", "interval_start,PV\nnonsense\n");
        var ended = Pack("--force");
        (ended.Code, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldContain("readings.csv:2");
        File.ReadAllBytes(cli.PathOf("pack.zip")).ShouldBe(pack);
    }

    [Fact]
    public void A_month_of_the_year_2018_is_packed_and_holds()
    {
        var data = Repository.SharedData("park-2018") ?? "";
        Assert.SkipWhen(data.Length == 0, "shared/data/park-2018 is not beside the repository: the real month stays unchecked.");
        var ended = cli.Run("pack", "--park", Path.Combine(data, "park.json"), "--readings", Path.Combine(data, "readings.csv"), "--from", "2018-01-01", "--to", "2018-02-01",
            "--out", "pack.zip", "--provisional", "--address", "https://park.example/v/");
        (ended.Code, ended.Errors).ShouldBe((0, ""));
        var json = Json("pack.zip");
        json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        var files = Unpacked();
        files.Keys.Count(p => p.EndsWith(".pdf", StringComparison.Ordinal)).ShouldBe(12);
        Manifest.Read(files[Manifest.FileName]).Value.To.ShouldBe(new DateOnly(2018, 2, 1));
    }
}
