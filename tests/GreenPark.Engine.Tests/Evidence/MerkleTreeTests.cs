using System.Security.Cryptography;
using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>The public reference data of transparency-dev/merkle (RFC 6962 and 9162 trees), good and corrupted.</summary>
public class MerkleTreeTests
{
    private static readonly byte[][] Leaves =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(hex => MerkleTree.LeafHash(Vectors.Hex(hex)))];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[] SomeHash = Vectors.Hex("abacaba000000000000000000000000000000000000000000060061e00123456");

    private const string Node00 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private const string Node23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private const string Node4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private const string Leaf4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private const string Node67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private const string Node45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private const string Leaf6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";

    private static byte[][] Path(params string[] hex) => [.. hex.Select(Vectors.Hex)];

    private static byte[] Root(int size) => Vectors.Hex(Roots[size - 1]);

    private static byte[] Corrupt(byte[] hash) => Vectors.Flip(hash, 4);

    [Fact]
    public void The_empty_tree_has_the_hash_of_nothing() =>
        Sha256Hex.Write(MerkleTree.Root([])).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Roots_of_the_reference_leaves(int size) => Sha256Hex.Write(MerkleTree.Root(Leaves[..size])).ShouldBe(Roots[size - 1]);

    // Index here from 0; the reference counts leaves from 1.
    public static TheoryData<int, int, byte[][]> Inclusions => new()
    {
        { 0, 1, [] },
        { 0, 8, Path(Node00, Node23, Node4567) },
        { 5, 8, Path(Leaf4, Node67, Roots[3]) },
        { 2, 3, Path(Roots[1]) },
        { 1, 5, Path(Roots[0], Node23, Leaf4) },
    };

    [Theory, MemberData(nameof(Inclusions))]
    public void Inclusion_paths_are_those_of_the_reference(int index, int size, byte[][] path)
    {
        MerkleTree.InclusionPath(Leaves[..size], index).ShouldBe(path);
        MerkleTree.VerifyInclusion(Leaves[index], index, size, path, Root(size)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Inclusions))]
    public void A_corrupted_inclusion_is_refused(int index, int size, byte[][] path)
    {
        var (leaf, root) = (Leaves[index], Root(size));
        bool Verify(long i, long n, byte[][] p, byte[]? l = null, byte[]? r = null) => MerkleTree.VerifyInclusion(l ?? leaf, i, n, p, r ?? root);

        foreach (var other in new[] { index - 1, index + 1, index ^ 2 }) Verify(other, size, path).ShouldBeFalse();
        Verify(index, size * 2, path).ShouldBeFalse();
        Verify(index, size / 2, path).ShouldBeFalse();
        Verify(index, size, path, l: "WrongLeaf"u8.ToArray()).ShouldBeFalse();
        Verify(index, size, path, r: MerkleTree.Root([])).ShouldBeFalse();
        Verify(index, size, path, r: SomeHash).ShouldBeFalse();
        Verify(index, size, path, r: []).ShouldBeFalse();
        foreach (var garbage in new[] { [], root, SomeHash })
        {
            Verify(index, size, [.. path, garbage]).ShouldBeFalse();
            Verify(index, size, [garbage, .. path]).ShouldBeFalse();
        }
        for (var i = 0; i < path.Length; i++) Verify(index, size, [.. path[..i], Corrupt(path[i]), .. path[(i + 1)..]]).ShouldBeFalse();
        if (path.Length > 0) Verify(index, size, path[..^1]).ShouldBeFalse();
        if (path.Length > 1) Verify(index, size, [path[0], SomeHash, .. path[1..]]).ShouldBeFalse();
    }

    public static TheoryData<int, int, byte[][]> Consistencies => new()
    {
        { 1, 1, [] },
        { 1, 8, Path(Node00, Node23, Node4567) },
        { 6, 8, Path(Node45, Node67, Roots[3]) },
        { 2, 5, Path(Node23, Leaf4) },
        { 6, 7, Path(Node45, Leaf6, Roots[3]) },
    };

    [Theory, MemberData(nameof(Consistencies))]
    public void Consistency_paths_are_those_of_the_reference(int old, int size, byte[][] path)
    {
        MerkleTree.ConsistencyPath(Leaves[..size], old).ShouldBe(path);
        MerkleTree.VerifyConsistency(old, size, path, Root(old), Root(size)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Consistencies))]
    public void A_corrupted_consistency_is_refused(int old, int size, byte[][] path)
    {
        if (path.Length == 0) return;   // as the reference: only proofs that prove something
        var (first, second) = (Root(old), Root(size));
        bool Verify(long m, long n, byte[][] p, byte[]? r1 = null, byte[]? r2 = null) => MerkleTree.VerifyConsistency(m, n, p, r1 ?? first, r2 ?? second);

        foreach (var other in new[] { old - 1, old + 1, old ^ 2 }) Verify(other, size, path).ShouldBeFalse();
        Verify(old, size * 2, path).ShouldBeFalse();
        Verify(old, size / 2, path).ShouldBeFalse();
        Verify(old, size, path, r1: "WrongRoot"u8.ToArray()).ShouldBeFalse();
        Verify(old, size, path, r2: "WrongRoot"u8.ToArray()).ShouldBeFalse();
        Verify(old, size, path, r1: second, r2: first).ShouldBeFalse();
        Verify(old, size, []).ShouldBeFalse();
        foreach (var garbage in new[] { [], first, second, path[0] }) Verify(old, size, [garbage, .. path]).ShouldBeFalse();
        foreach (var garbage in new[] { [], first, second }) Verify(old, size, [.. path, garbage]).ShouldBeFalse();
        Verify(old, size, path[..^1]).ShouldBeFalse();
        for (var i = 0; i < path.Length; i++) Verify(old, size, [.. path[..i], Corrupt(path[i]), .. path[(i + 1)..]]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 0, "1", "2", false, false)]
    [InlineData(1, 1, "1", "2", false, false)]
    [InlineData(0, 0, "1", "1", false, true)]
    [InlineData(0, 1, "1", "2", false, true)]   // the empty tree is the beginning of every tree
    [InlineData(1, 1, "2", "2", false, true)]
    [InlineData(1, 0, "1", "2", false, false)]
    [InlineData(2, 1, "1", "2", false, false)]
    [InlineData(1, 2, "1", "2", false, false)]
    [InlineData(3, 4, "1", "2", false, false)]
    [InlineData(0, 0, "1", "1", true, false)]
    [InlineData(0, 1, "1", "1", true, false)]
    [InlineData(1, 1, "1", "1", true, false)]
    [InlineData(-1, 1, "1", "1", false, false)]
    public void Consistency_at_its_edges(int old, int size, string root1, string root2, bool withPath, bool holds) =>
        MerkleTree.VerifyConsistency(old, size, withPath ? [SomeHash] : [], Vectors.Utf8(root1), Vectors.Utf8(root2)).ShouldBe(holds);

    [Fact]
    public void Every_path_of_every_tree_verifies()
    {
        var leaves = Enumerable.Range(0, 40).Select(i => MerkleTree.LeafHash([(byte)i])).ToArray();
        for (var size = 1; size <= leaves.Length; size++)
        {
            var root = MerkleTree.Root(leaves[..size]);
            for (var i = 0; i < size; i++)
                MerkleTree.VerifyInclusion(leaves[i], i, size, MerkleTree.InclusionPath(leaves[..size], i), root).ShouldBeTrue($"{i} of {size}");
            for (var old = 0; old <= size; old++)
                MerkleTree.VerifyConsistency(old, size, MerkleTree.ConsistencyPath(leaves[..size], old), MerkleTree.Root(leaves[..old]), root)
                    .ShouldBeTrue($"{old} in {size}");
        }
    }

    [Fact]
    public void A_changed_leaf_changes_the_root() => Vectors.Holds(
        from size in Gen.Choose(1, 60) from bit in Gen.Choose(0, (size * 256) - 1) select (size, bit),
        v =>
        {
            var leaves = Enumerable.Range(0, v.size).Select(i => MerkleTree.LeafHash([(byte)i])).ToArray();
            var changed = leaves.ToArray();
            changed[v.bit / 256] = Vectors.Flip(changed[v.bit / 256], v.bit % 256);
            return !MerkleTree.Root(leaves).AsSpan().SequenceEqual(MerkleTree.Root(changed));
        });

    [Fact]
    public void A_statement_leaf_is_salted()
    {
        var salt = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var json = "{}"u8.ToArray();
        MerkleTree.StatementLeaf(salt, json).ShouldBe(SHA256.HashData([0, .. salt, .. json]));
        Should.Throw<ArgumentException>(() => MerkleTree.StatementLeaf(salt.AsSpan(1), json));
    }
}
