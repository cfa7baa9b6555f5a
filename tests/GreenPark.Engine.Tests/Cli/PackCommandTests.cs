using System.Text.RegularExpressions;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary><c>greenpark pack</c> as issuers meet it: what it makes, what it refuses, and where it writes.</summary>
public sealed partial class PackCommandTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void A_pack_is_made_and_holds()
    {
        var packed = cli.Pack();
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
    public void A_month_of_the_year_2018_is_packed_and_holds()
    {
        var data = Repository.SharedData("park-2018") ?? "";
        Assert.SkipWhen(data.Length == 0, "shared/data/park-2018 is not beside the repository: the real month stays unchecked.");
        var ended = cli.Run("pack", "--park", Path.Combine(data, "park.json"), "--readings", Path.Combine(data, "readings.csv"), "--from", "2018-01-01", "--to", "2018-02-01",
            "--out", "pack.zip", "--provisional", "--address", "https://park.example/v/");
        (ended.Code, ended.Errors).ShouldBe((0, ""));
        var json = cli.Verified("pack.zip");
        json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        var files = cli.Unpacked();
        files.Keys.Count(p => p.EndsWith(".pdf", StringComparison.Ordinal)).ShouldBe(12);
        Manifest.Read(files[Manifest.FileName]).Value.To.ShouldBe(new DateOnly(2018, 2, 1));
    }

    [Fact]
    public void Chinese_is_spoken_where_the_environment_speaks_it()
    {
        var packed = cli.RunIn("zh_CN.UTF-8", "pack", "--park", "park.json", "--readings", "readings.csv", "--out", "pack.zip");
        packed.Code.ShouldBe(0, packed.Errors);
        foreach (var output in new[] { packed.Output, cli.RunIn("zh_CN.UTF-8", "verify", "pack.zip").Output, cli.RunIn("zh_CN.UTF-8", "verify", "readings.csv").Output })
        {
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.ShouldNotBeEmpty();
            lines.ShouldAllBe(line => Han().IsMatch(line));
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [Fact]
    public void A_key_that_cannot_sign_is_refused_and_nothing_is_written()
    {
        using var key = Samples.Development();
        cli.Write("key.pfx", key.ToPkcs12("secret"));
        cli.Write("nonsense.pfx", "nonsense");
        using var old = IssuerKey.CreateDevelopment("", new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        cli.Write("expired.pfx", old.ToPkcs12("secret"));
        cli.Openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=x");
        cli.Openssl("pkcs12", "-export", "-nokeys", "-in", "c.pem", "-out", "keyless.pfx", "-passout", "pass:secret");
        foreach (var (file, password, code, words) in new[]
        {
            ("key.pfx", "wrong", 1, "password"), ("key.pfx", "", 1, "password"), ("nonsense.pfx", "secret", 1, "PKCS#12"), ("expired.pfx", "secret", 1, "not valid at"),
            ("keyless.pfx", "secret", 1, "no private key"), ("absent.pfx", "secret", 2, "does not exist"),
        })
        {
            cli.Settings["GREENPARK_KEY_PASSWORD"] = password;
            var before = cli.Contents();
            var ended = cli.Pack("--key", file);
            (ended.Code, ended.Output).ShouldBe((code, ""), file);
            ended.ErrorLines.ShouldHaveSingleItem().ShouldStartWith(file + ": ");
            ended.Errors.ShouldContain(words);
            cli.Contents().ShouldBe(before, file);
        }
    }

    [Fact]
    public void Faulty_input_ends_with_1_and_keeps_the_pack_that_was_there()
    {
        cli.MakePack();
        var pack = File.ReadAllBytes(cli.PathOf("pack.zip"));
        cli.Write("readings.csv", "interval_start,PV\nnonsense\n");
        var ended = cli.Pack("--force");
        (ended.Code, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldContain("readings.csv:2");
        File.ReadAllBytes(cli.PathOf("pack.zip")).ShouldBe(pack);
    }

    [Fact]
    public void A_pack_that_is_there_is_replaced_only_when_told_so()
    {
        cli.MakePack();
        var before = cli.Contents();
        var ended = cli.Pack();
        (ended.Code, ended.Output, cli.Contents()).ShouldBe((2, "", before));
        ended.ErrorLines.ShouldHaveSingleItem().ShouldBe("pack.zip: A file of this name is there already. Choose another name, or replace it with --force.");
        cli.MakePack("--force");
        cli.Contents().ShouldNotBe(before);
    }

    [Theory]
    [InlineData("."), InlineData("readings.csv/pack.zip"), InlineData("/"), InlineData("/dev/null/pack.zip")]
    public void An_output_that_cannot_be_written_ends_with_2_and_leaves_nothing(string path)
    {
        var before = cli.Contents();
        var ended = cli.PackTo(path);
        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.ErrorLines.ShouldHaveSingleItem();
        cli.Contents().ShouldBe(before);
    }

    [Theory]
    [InlineData("absent/pack.zip", "absent/pack.zip: Its folder does not exist.")]
    [InlineData(".", ".: This is a folder.")]
    [InlineData("/proc/greenpark.zip", "\"/proc/greenpark.zip\" cannot be written")]
    public void A_place_that_cannot_be_is_named_as_it_was_given(string path, string words)
    {
        var before = cli.Contents();
        var ended = cli.PackTo(path);
        (ended.Code, ended.Output, cli.Contents()).ShouldBe((2, "", before));
        var line = ended.ErrorLines.ShouldHaveSingleItem();
        line.ShouldStartWith(words);
        line.ShouldNotContain("/.greenpark.zip.");
    }

    [Theory]
    [InlineData("notaurl"), InlineData("ftp://park.example/v/"), InlineData("/v/harbour/"), InlineData("https://"), InlineData("")]
    public void An_address_that_no_telephone_could_open_is_wrong_usage(string address)
    {
        var ended = cli.Pack("--address", address);
        (ended.Code, ended.Output, File.Exists(cli.PathOf("pack.zip"))).ShouldBe((2, "", false));
        ended.ErrorLines[0].ShouldBe($"\"{address}\" is no address that a browser opens. Write it as https://park.example/v/harbour/.");
    }
}
