namespace GreenPark.Engine.Evidence;

public enum PackKind { Full, Member }

/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hex.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256)
{
    public static ManifestFile Of(PackEntry entry) => new(entry.Path, entry.Content.Length, Sha256Hex.Of(entry.Content.Span));
}

/// <summary>The statement tree of the run: how many leaves, and their root in lower-case hex.</summary>
public sealed record ManifestTree(long Size, string Root);

/// <summary>
/// <c>manifest.json</c>, the signed list of what a pack holds (evidence page, "Pack"). Its signature covers every file
/// by hash; only itself and its signature it cannot list. The signed log head (<c>head</c>) is always null in this version.
/// </summary>
public sealed record Manifest
{
    public const string Format = "greenpark-pack/1";
    public const string FileName = "manifest.json";
    public const string SignatureFileName = "manifest.json.p7s";
    public const string IssuerFileName = "issuer.pem";

    public required PackKind Kind { get; init; }

    /// <summary>The park's code, or null where the park file has none.</summary>
    public string? Park { get; init; }

    /// <summary>The microgrid's code.</summary>
    public required string Microgrid { get; init; }

    /// <summary>First local day of the run.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The day after the last.</summary>
    public required DateOnly To { get; init; }
    public required long Run { get; init; }
    public required string Method { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Every file but the manifest and its signature, ascending by path (ordinal).</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }
    public required ManifestTree Tree { get; init; }

    /// <summary>SHA-256 of the manifest this pack replaces, or null.</summary>
    public string? Supersedes { get; init; }

    /// <summary>Canonical JSON, the bytes that are signed. Files are sorted here.</summary>
    /// <exception cref="ArgumentException">The time of creation is not UTC.</exception>
    public byte[] ToJson() => new CanonicalObject
    {
        ["format"] = Format,
        ["kind"] = Kind.ToString().ToLowerInvariant(),
        ["park"] = Park,
        ["microgrid"] = Microgrid,
        ["from"] = EvidenceTime.Write(From),
        ["to"] = EvidenceTime.Write(To),
        ["run"] = Run,
        ["method"] = Method,
        ["createdAt"] = EvidenceTime.Write(CreatedAt),
        ["files"] = new CanonicalArray(Files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f =>
            new CanonicalObject { ["path"] = f.Path, ["bytes"] = f.Bytes, ["sha256"] = f.Sha256 })),
        ["tree"] = new CanonicalObject { ["size"] = Tree.Size, ["root"] = Tree.Root },
        ["head"] = null,
        ["supersedes"] = Supersedes,
    }.ToBytes();

    /// <summary>From its bytes, strictly; paths are safe, sorted and unique also where case does not count.</summary>
    public static Result<Manifest> Read(ReadOnlySpan<byte> json, string fileName = FileName) => StrictJson.Read(json, fileName, Format, o =>
    {
        var tree = o.Object("tree");
        o.Null("head");
        var manifest = new Manifest
        {
            Kind = o.OneOf<PackKind>("kind"),
            Park = o.CodeOrNull("park"),
            Microgrid = o.Code("microgrid"),
            From = o.Day("from"),
            To = o.Day("to"),
            Run = o.Whole("run"),
            Method = o.Text("method"),
            CreatedAt = o.Time("createdAt"),
            Files = o.Objects("files", f => new ManifestFile(f.Text("path"), f.Whole("bytes"), f.Hash("sha256"))),
            Tree = new ManifestTree(tree.Whole("size"), tree.Hash("root")),
            Supersedes = o.HashOrNull("supersedes"),
        };
        if (!o.IsWhole) return manifest;
        if (manifest.From >= manifest.To) o.Refuse("to", $"> {EvidenceTime.Write(manifest.From)}");
        CheckPaths(o, manifest.Files);
        return manifest;
    });

    private static void CheckPaths(StrictObject o, IReadOnlyList<ManifestFile> files)
    {
        var seen = new HashSet<string>([FileName, SignatureFileName], PackPath.Same);
        for (var i = 0; i < files.Count; i++)
        {
            if (!PackPath.IsSafe(files[i].Path)) o.Fault("evidence.path_unsafe", files[i].Path);
            else if (!seen.Add(files[i].Path)) o.Fault("evidence.path_twice", files[i].Path);
            else if (i > 0 && string.CompareOrdinal(files[i - 1].Path, files[i].Path) > 0) o.Fault("evidence.paths_unsorted", files[i].Path);
        }
    }
}
