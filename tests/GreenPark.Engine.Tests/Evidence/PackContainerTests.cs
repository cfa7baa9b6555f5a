using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>The ZIP around the pack: any tool may have made it, and none is believed.</summary>
public class PackContainerTests
{
    private static PackVerification Verified(IEnumerable<KeyValuePair<string, byte[]>> files, PackLimits? limits = null) => files.ForeignZip().Verify(new VerifyOptions(Limits: limits));

    private static IEnumerable<KeyValuePair<string, byte[]>> With(string path, byte[]? content = null) => PackSample.Files().Append(KeyValuePair.Create(path, content ?? []));

    [Fact]
    public void Another_program_may_have_packed_it()
    {
        Verified(PackSample.Files().Reverse()).Holds.ShouldBeTrue();
        Verified(With("input/")).Holds.ShouldBeTrue();
    }

    [Fact]
    public void Pythons_zipfile_may_have_packed_it() => Repacked("python3", "-c", """
        import sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as out:
            for name in reversed(z.namelist()): out.writestr(name, z.read(name))
        """).Holds.ShouldBeTrue();

    [Fact]
    public void The_zip_command_may_have_packed_it() =>
        Repacked("sh", "-c", "mkdir x && cd x && unzip -q \"$0\" && zip -q -r -9 \"$1\" .").Holds.ShouldBeTrue();

    private static PackVerification Repacked(string program, params string[] arguments)
    {
        using var scratch = new Scratch();
        if (program == "sh") Tool.Run("zip", "-v");
        var (exit, output) = Tool.RunIn(scratch.At(""), program, [.. arguments, scratch.Put("pack.zip", PackSample.Files().Zip()), scratch.At("again.zip")]);
        exit.ShouldBe(0, output);
        return File.ReadAllBytes(scratch.At("again.zip")).Verify();
    }

    [Theory]
    [InlineData("../evil"), InlineData("input/../../evil"), InlineData("/etc/passwd"), InlineData("C:\\evil"), InlineData("a\\b"), InlineData("a\u001b[2J"), InlineData("a\n✓ all is well")]
    public void An_unsafe_name_is_refused_and_nothing_else_is_looked_at(string path)
    {
        var verification = Verified(With(path));
        (verification.IsPack, verification.Holds).ShouldBe((true, false));
        verification.Checks.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Code.ShouldBe("evidence.path_unsafe");
    }

    [Theory]
    [InlineData("manifest.json"), InlineData("MANIFEST.JSON"), InlineData("input/park.json"), InlineData("input/Park.json")]
    public void A_name_that_stands_twice_is_refused(string path) =>
        Verified(With(path)).Checks.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Code.ShouldBe("evidence.path_twice");

    [Fact]
    public void Too_many_files_are_refused()
    {
        Verified(PackSample.Files(), new PackLimits(MaxFiles: 10)).Codes("archive").ShouldBe(["evidence.zip_too_many"]);
        Verified(Enumerable.Range(0, 10_001).Select(i => KeyValuePair.Create($"{i}", Array.Empty<byte>()))).Codes("archive").ShouldBe(["evidence.zip_too_many"]);
    }

    [Fact]
    public void A_bomb_is_refused() =>
        Verified(With("bomb", new byte[3_000_000]), new PackLimits(MaxTotalBytes: 2_000_000)).Codes("archive").ShouldBe(["evidence.zip_too_large"]);

    [Fact]
    public void What_is_no_archive_or_has_no_manifest_is_no_pack()
    {
        var sound = PackSample.Files().Zip();
        foreach (var bytes in new[] { [], "%PDF-1.7"u8.ToArray(), sound[..(sound.Length / 2)], sound[..^1], sound[100..], new SortedDictionary<string, byte[]>().Zip() })
        {
            var verification = bytes.Verify();
            (verification.IsPack, verification.Holds).ShouldBe((false, false));
            verification.Checks.ShouldHaveSingleItem().State.ShouldBe(CheckState.Fail);
        }
        var files = PackSample.Files();
        files.Remove(Manifest.FileName);
        files.Verify().Codes("archive").ShouldBe(["evidence.no_manifest"]);
    }

    [Fact]
    public void A_cut_archive_never_holds()
    {
        var (sound, random) = (PackSample.Files().Zip(), new Random(4));
        for (var round = 0; round < 200; round++) sound[..random.Next(sound.Length)].Verify().IsPack.ShouldBeFalse();
    }

    /// <summary>A flipped date or attribute of the container changes nothing that is signed; all else is found, nothing throws.</summary>
    [Fact]
    public void Flipped_bits_of_the_archive_never_break_the_verifier_nor_change_what_it_accepts()
    {
        var (files, random) = (PackSample.Files(), new Random(5));
        foreach (var sound in new[] { files.Zip(), files.ForeignZip() })
            for (var round = 0; round < 250; round++)
            {
                // half of them in the central directory, where most of the structure is
                var directory = round % 2 == 0 ? sound.AsSpan().IndexOf("PK\u0001\u0002"u8) : 0;
                var bit = random.Next(directory * 8, sound.Length * 8);
                var flipped = Vectors.Flip(sound, bit);
                if (!flipped.Verify().Holds) continue;
                var contents = PackReader.Read(flipped).Value;
                contents.Paths.ShouldBe(files.Keys);
                foreach (var (path, content) in files) (contents.TryGet(path, out var read) && read.Span.SequenceEqual(content)).ShouldBeTrue($"bit {bit}, {path}");
            }
    }

    [Fact]
    public void A_flipped_certificate_never_breaks_the_verifier()
    {
        var files = PackSample.Files();
        var der = PackSample.Issuer.Certificate.Der.ToArray();
        for (var bit = 0; bit < der.Length * 8; bit += 13)
        {
            files[Manifest.IssuerFileName] = Vectors.Utf8($"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(Vectors.Flip(der, bit))}\n-----END CERTIFICATE-----\n");
            var verification = files.Verify(PackSample.Issuer.Fingerprint);
            (verification.Holds, verification.IssuerTrusted).ShouldBe((false, false), $"bit {bit}");
        }
    }
}
