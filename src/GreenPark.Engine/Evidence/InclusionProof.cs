namespace GreenPark.Engine.Evidence;

/// <summary>
/// <c>&lt;number&gt;.proof.json</c>: a statement's place in its run's tree (evidence page, "Statement tree"). Hashes and the
/// salt are lower-case hex; <c>Index</c> counts from 0 in the order of the microgrid's members.
/// </summary>
public sealed record InclusionProof(long Index, long Size, string Salt, IReadOnlyList<string> Path, string Root)
{
    public const string Format = "greenpark-proof/1";

    /// <summary>The proof of one statement in the tree over all leaves of its run.</summary>
    /// <param name="leafHashes">Of every statement, in the order of the microgrid's members.</param>
    /// <param name="salt">The salt of the statement at <paramref name="index"/>.</param>
    public static InclusionProof Of(IReadOnlyList<byte[]> leafHashes, int index, ReadOnlySpan<byte> salt) => new(
        index, leafHashes.Count, Sha256Hex.Write(salt),
        [.. MerkleTree.InclusionPath(leafHashes, index).Select(node => Sha256Hex.Write(node))], Sha256Hex.Write(MerkleTree.Root(leafHashes)));

    /// <summary>
    /// Whether statement and salt lead to the signed root in a tree of the signed size. The size counts: one path can fit
    /// trees of several sizes, and only the signature says which it was.
    /// </summary>
    /// <param name="signed">Size and root as the signed manifest has them.</param>
    public bool Holds(ReadOnlySpan<byte> statementJson, ManifestTree signed) =>
        signed == new ManifestTree(Size, Root) && MerkleTree.VerifyInclusion(
            MerkleTree.StatementLeaf(Sha256Hex.Read(Salt), statementJson), Index, Size, [.. Path.Select(Sha256Hex.Read)], Sha256Hex.Read(Root));

    /// <summary>Canonical JSON.</summary>
    public byte[] ToJson() => new CanonicalObject
    {
        ["format"] = Format,
        ["index"] = Index,
        ["size"] = Size,
        ["salt"] = Salt,
        ["path"] = new CanonicalArray(Path.Select(node => (CanonicalValue?)node)),
        ["root"] = Root,
    }.ToBytes();

    /// <summary>From its bytes, strictly; well formed does not mean true, see <see cref="Holds"/>.</summary>
    public static Result<InclusionProof> Read(ReadOnlySpan<byte> json, string fileName) => StrictJson.Read(json, fileName, Format, o =>
    {
        var proof = new InclusionProof(o.Whole("index"), o.Whole("size", 1), o.Hash("salt"), o.Hashes("path"), o.Hash("root"));
        if (o.IsWhole && proof.Index >= proof.Size) o.Refuse("index", $"< {proof.Size}");
        return proof;
    });
}
