using System.Text;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Evidence;

/// <summary>A statement as it goes into a pack, with its PDF and the salt of its leaf.</summary>
/// <param name="Json">The canonical bytes of statement.json.</param>
/// <param name="Salt">32 random bytes.</param>
public sealed record PackStatement(Statement Statement, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Pdf, ReadOnlyMemory<byte> Salt);

/// <summary>One import that brought readings of the run.</summary>
/// <param name="Sha256">Of the file as it came.</param>
/// <param name="By">Who sent it.</param>
/// <param name="Profile">How it was read: <c>wide-csv</c>.</param>
public sealed record PackImport(string File, string Sha256, long Bytes, DateTime ImportedAt, string By, string Profile);

/// <summary>Everything a full pack is made of; the pack is a function of it and of the signature.</summary>
public sealed record PackInput
{
    public required RunResult Run { get; init; }

    /// <summary>The very bytes that <see cref="Inputs"/> has the hash of.</summary>
    public required ReadOnlyMemory<byte> ParkJson { get; init; }
    public required ReadOnlyMemory<byte> ReadingsCsv { get; init; }
    public required ReadOnlyMemory<byte> QualityCsv { get; init; }
    public required long RunNumber { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required IssuerCertificate Issuer { get; init; }

    /// <summary>In the order of the microgrid's members.</summary>
    public required IReadOnlyList<PackStatement> Statements { get; init; }
    public required IReadOnlyList<PackImport> Imports { get; init; }

    /// <summary>Audit records of the run and its inputs, oldest first.</summary>
    public required IReadOnlyList<CanonicalObject> Log { get; init; }

    /// <summary>SHA-256 of the manifest this pack replaces, or null.</summary>
    public string? Supersedes { get; init; }

    public InputHashes Inputs => new(Sha256Hex.Of(ParkJson.Span), [Sha256Hex.Of(ReadingsCsv.Span)]);
}

/// <summary>A pack that lacks only its signature.</summary>
/// <param name="Manifest">The bytes to sign.</param>
public sealed record PackDraft(IReadOnlyList<PackEntry> Entries, byte[] Manifest)
{
    /// <summary>Writes the ZIP: the same bytes for the same draft and signature.</summary>
    /// <param name="signature">CMS over <see cref="Manifest"/>.</param>
    public void Write(Stream output, ReadOnlyMemory<byte> signature) => PackArchive.Write(
        output, [.. Entries, new PackEntry(Evidence.Manifest.FileName, Manifest), new PackEntry(Evidence.Manifest.SignatureFileName, signature)]);
}

/// <summary>Lays out a full pack (evidence page, "Pack").</summary>
public static class PackBuilder
{
    public static PackDraft Build(PackInput input)
    {
        var run = input.Run;
        var leaves = input.Statements.Select(s => MerkleTree.StatementLeaf(s.Salt.Span, s.Json.Span)).ToArray();
        var entries = new List<PackEntry>
        {
            new(Manifest.IssuerFileName, Encoding.ASCII.GetBytes(input.Issuer.Pem)),
            new("README.en.md", PackReadme.English),
            new("README.zh-CN.md", PackReadme.Chinese),
            new(PackLayout.Park, input.ParkJson),
            new(PackLayout.Readings, input.ReadingsCsv),
            new(PackLayout.Quality, input.QualityCsv),
            new(PackLayout.Imports, Imports(input.Imports)),
            new(PackLayout.Conservation, ConservationCsv.Write(run)),
            new(PackLayout.Log, Encoding.UTF8.GetBytes(string.Concat(input.Log.Select(record => Encoding.UTF8.GetString(record.ToBytes()) + "\n")))),
        };
        entries.AddRange(ResultFiles.All(run, input.Inputs).Select(f => new PackEntry(PackLayout.Results + f.Name, f.Content)));
        for (var i = 0; i < leaves.Length; i++)
        {
            var (statement, number) = (input.Statements[i], PackLayout.Statements + input.Statements[i].Statement.Number);
            entries.Add(new(number + ".json", statement.Json));
            entries.Add(new(number + ".pdf", statement.Pdf));
            entries.Add(new(number + ".proof.json", InclusionProof.Of(leaves, i, statement.Salt.Span).ToJson()));
        }
        var manifest = new Manifest
        {
            Kind = PackKind.Full,
            Park = run.Park.Park?.Code,
            Microgrid = run.Microgrid.Code,
            From = run.Grid.From,
            To = run.Grid.To,
            Run = input.RunNumber,
            Method = run.Park.Method,
            CreatedAt = input.CreatedAt,
            Files = [.. entries.Select(ManifestFile.Of)],
            Tree = new ManifestTree(leaves.Length, Sha256Hex.Write(MerkleTree.Root(leaves))),
            Supersedes = input.Supersedes,
        };
        return new PackDraft(entries, manifest.ToJson());
    }

    private static byte[] Imports(IReadOnlyList<PackImport> imports) => new CanonicalArray(imports.Select(i => (CanonicalValue?)new CanonicalObject
    {
        ["file"] = i.File,
        ["sha256"] = i.Sha256,
        ["bytes"] = i.Bytes,
        ["importedAt"] = EvidenceTime.Write(i.ImportedAt),
        ["by"] = i.By,
        ["profile"] = i.Profile,
    })).ToBytes();
}

/// <summary>Where things stand in a pack.</summary>
internal static class PackLayout
{
    public const string Park = "input/park.json", Readings = "input/readings.csv", Quality = "input/quality.csv", Imports = "input/imports.json";
    public const string Results = "result/", Summary = "result/summary.json", Statements = "statements/";
    public const string Conservation = "conservation.csv", Log = "log.jsonl";

    /// <summary>What every full pack has besides results and statements.</summary>
    public static readonly string[] Always = [Manifest.IssuerFileName, "README.en.md", "README.zh-CN.md", Park, Readings, Quality, Imports, Conservation, Log, Summary];

    /// <summary>The places of a full pack: results and statements are counted by the checks of their own.</summary>
    public static bool InFullPack(string path) =>
        path is Manifest.FileName or Manifest.SignatureFileName || Always.Contains(path)
        || path.StartsWith(Results, StringComparison.Ordinal) || path.StartsWith(Statements, StringComparison.Ordinal);
}

/// <summary>The pack's own explanation, in both languages.</summary>
internal static class PackReadme
{
    public static readonly byte[] English = Load("README.en.md"), Chinese = Load("README.zh-CN.md");

    private static byte[] Load(string name)
    {
        using var stream = typeof(PackReadme).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
