namespace GreenPark.Engine.Evidence;

/// <summary>The tree is rebuilt from statements and salts, and each proof leads to the signed root.</summary>
internal static class StatementTreeCheck
{
    private const string Json = ".json", Proof = ".proof.json", Pdf = ".pdf";

    /// <returns>The statements that could be read, by file name, in the order of the tree.</returns>
    public static IReadOnlyList<(string Path, Statement Statement)> Run(PackContents contents, Manifest manifest, List<PackCheck> checks)
    {
        var errors = new ErrorList();
        var read = new SortedDictionary<long, (string Path, Statement Statement, byte[] Leaf)>();
        foreach (var path in contents.Paths.Where(p => p.StartsWith(PackLayout.Statements, StringComparison.Ordinal)))
        {
            if (path.EndsWith(Proof, StringComparison.Ordinal) || path.EndsWith(Pdf, StringComparison.Ordinal))
            {
                var of = path[..^(path.EndsWith(Pdf, StringComparison.Ordinal) ? Pdf : Proof).Length] + Json;
                if (!contents.TryGet(of, out _)) errors.Add(Error.NotFound("evidence.file_missing", of));
            }
            else if (path.EndsWith(Json, StringComparison.Ordinal)) ReadStatement(contents, manifest, path, read, errors);
            else errors.Add(Error.RuleBroken("evidence.file_extra", path));
        }
        var full = manifest.Kind == PackKind.Full;
        if (full && (read.Count != manifest.Tree.Size || (read.Count > 0 && read.Keys.Last() != read.Count - 1)))
            errors.Add(Error.RuleBroken("evidence.tree_incomplete", read.Count, manifest.Tree.Size));
        else if (full && read.Count > 0 && Sha256Hex.Write(MerkleTree.Root([.. read.Values.Select(s => s.Leaf)])) != manifest.Tree.Root)
            errors.Add(Error.RuleBroken("evidence.tree_other_root"));
        checks.Add(errors.Any ? PackCheck.Failed("statements", [.. errors.ToFailure<int>().Errors])
            : read.Count == 0 ? PackCheck.NotInPack("statements")
            : PackCheck.Passed("statements", read.Count, manifest.Tree.Root));
        return [.. read.Values.Select(s => (s.Path, s.Statement))];
    }

    private static void ReadStatement(PackContents contents, Manifest manifest, string path, SortedDictionary<long, (string, Statement, byte[])> read, ErrorList errors)
    {
        contents.TryGet(path, out var json);
        var proofPath = path[..^Json.Length] + Proof;
        if (!contents.TryGet(proofPath, out var proofJson))
        {
            errors.Add(Error.NotFound("evidence.file_missing", proofPath));
            return;
        }
        if (!contents.TryGet(path[..^Json.Length] + Pdf, out _)) errors.Add(Error.NotFound("evidence.file_missing", path[..^Json.Length] + Pdf));
        var statement = StatementJson.Read(json.Span, path);
        var proof = InclusionProof.Read(proofJson.Span, proofPath);
        foreach (var error in statement.Errors.Concat(proof.Errors)) errors.Add(error);
        if (statement.IsFailure || proof.IsFailure) return;

        if (path != $"{PackLayout.Statements}{statement.Value.Number}.json") errors.Add(Error.RuleBroken("evidence.statement_other_number", path, statement.Value.Number));
        if (!proof.Value.Holds(json.Span, manifest.Tree))
            errors.Add(Error.RuleBroken("evidence.proof_wrong").At(proofPath));
        if (!read.TryAdd(proof.Value.Index, (path, statement.Value, MerkleTree.StatementLeaf(Sha256Hex.Read(proof.Value.Salt), json.Span))))
            errors.Add(Error.RuleBroken("evidence.proof_twice", proof.Value.Index).At(proofPath));
    }
}
