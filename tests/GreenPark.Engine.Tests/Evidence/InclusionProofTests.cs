using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class InclusionProofTests
{
    private static readonly byte[][] Statements = [.. Enumerable.Range(0, 5).Select(i => Vectors.Utf8($"{{\"member\":{i}}}"))];
    private static readonly byte[][] Salts = [.. Enumerable.Range(0, 5).Select(i => Enumerable.Repeat((byte)i, 32).ToArray())];
    private static readonly byte[][] Leaves = [.. Statements.Zip(Salts, (json, salt) => MerkleTree.StatementLeaf(salt, json))];

    private static readonly ManifestTree Signed = new(Leaves.Length, Sha256Hex.Write(MerkleTree.Root(Leaves)));

    [Fact]
    public void Every_member_can_show_its_place()
    {
        for (var i = 0; i < Leaves.Length; i++)
        {
            var proof = InclusionProof.Of(Leaves, i, Salts[i]);
            var read = InclusionProof.Read(proof.ToJson(), "a.proof.json").Value;
            read.ToJson().ShouldBe(proof.ToJson());
            for (var other = 0; other < Statements.Length; other++) read.Holds(Statements[other], Signed).ShouldBe(other == i);
        }
    }

    [Fact]
    public void The_file_is_as_the_evidence_page_shows_it()
    {
        var (a, b) = (new string('a', 64), new string('b', 64));
        Vectors.Text(new InclusionProof(0, 2, a, [b], a).ToJson())
            .ShouldBe($$"""{"format":"greenpark-proof/1","index":0,"path":["{{b}}"],"root":"{{a}}","salt":"{{a}}","size":2}""");
    }

    [Fact]
    public void A_changed_proof_does_not_hold()
    {
        var proof = InclusionProof.Of(Leaves, 2, Salts[2]);
        var changed = new[]
        {
            proof with { Index = 3 }, proof with { Size = 8 }, proof with { Salt = proof.Root }, proof with { Root = proof.Salt },
            proof with { Path = [.. proof.Path.Skip(1)] }, proof with { Path = [.. proof.Path, proof.Root] }, proof with { Path = [.. proof.Path.Reverse()] },
        };
        foreach (var other in changed) other.Holds(Statements[2], Signed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"index\":2", "\"index\":5", "index")]
    [InlineData("\"index\":2", "\"index\":-1", "index")]
    [InlineData("\"size\":5", "\"size\":0", "size")]
    [InlineData("\"salt\":\"02", "\"salt\":\"0202", "salt")]
    [InlineData("\"path\":[\"", "\"path\":[\"0", "path[0]")]
    public void A_malformed_proof_is_refused(string part, string replacement, string property)
    {
        var json = Vectors.Text(InclusionProof.Of(Leaves, 2, Salts[2]).ToJson());
        json.ShouldContain(part);
        var error = InclusionProof.Read(Vectors.Utf8(json.Replace(part, replacement)), "a.proof.json").FirstError;
        (error.Code, error.Args[0]).ShouldBe(("evidence.property_wrong", property));
    }
}
