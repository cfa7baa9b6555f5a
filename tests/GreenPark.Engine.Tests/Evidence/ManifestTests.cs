using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class ManifestTests
{
    private static readonly string Expected = """
        {"createdAt":"2018-02-03T02:00:00Z",
        "files":[{"bytes":1,"path":"input/park.json","sha256":"H"},{"bytes":3,"path":"issuer.pem","sha256":"H"},{"bytes":2,"path":"statements/a.json","sha256":"H"}],
        "format":"greenpark-pack/1","from":"2018-01-01","head":null,"kind":"full","method":"gpm-1","microgrid":"mg-1","park":"harbour","run":7,"supersedes":null,
        "to":"2018-02-01","tree":{"root":"H","size":12}}
        """.Replace("\"H\"", $"\"{new string('a', 64)}\"").ReplaceLineEndings("");

    [Fact]
    public void A_manifest_is_written_as_the_evidence_page_shows_it() => Vectors.Text(Samples.Manifest().ToJson()).ShouldBe(Expected);

    [Fact]
    public void What_was_written_reads_back()
    {
        foreach (var manifest in new[] { Samples.Manifest(), Samples.Manifest() with { Kind = PackKind.Member, Park = null, Supersedes = new string('b', 64) } })
        {
            var read = Manifest.Read(manifest.ToJson()).Value;
            read.ToJson().ShouldBe(manifest.ToJson());
            (read.Kind, read.Park, read.Supersedes, read.Tree).ShouldBe((manifest.Kind, manifest.Park, manifest.Supersedes, manifest.Tree));
            read.Files.ShouldBe(manifest.Files, ignoreOrder: true);
        }
    }

    [Fact]
    public void A_file_is_listed_with_its_size_and_hash() => ManifestFile.Of(new PackEntry("a", "abc"u8.ToArray()))
        .ShouldBe(new ManifestFile("a", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));

    [Theory]
    [InlineData("\"head\":null", "\"head\":{}", "evidence.property_wrong")]
    [InlineData("\"full\"", "\"half\"", "evidence.property_wrong")]
    [InlineData("\"to\":\"2018-02-01\"", "\"to\":\"2018-01-01\"", "evidence.property_wrong")]
    [InlineData("\"path\":\"issuer.pem\",", "", "evidence.property_missing")]
    [InlineData("\"bytes\":1", "\"bytes\":-1", "evidence.property_wrong")]
    [InlineData("input/park.json", "../park.json", "evidence.path_unsafe")]
    [InlineData("input/park.json", "ISSUER.pem", "evidence.path_twice")]
    [InlineData("input/park.json", "manifest.json", "evidence.path_twice")]
    [InlineData("input/park.json", "z.json", "evidence.paths_unsorted")]
    public void A_manifest_that_is_not_the_format_is_refused(string part, string replacement, string code)
    {
        Expected.ShouldContain(part);
        var error = Manifest.Read(Vectors.Utf8(Expected.Replace(part, replacement))).FirstError;
        error.Code.ShouldBe(code);
        error.Place!.Value.File.ShouldBe("manifest.json");
    }
}
