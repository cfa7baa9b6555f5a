using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>
/// A park of four members, two units and storage over two days of hours, its pack, and what an attacker does to it.
/// Readings, salts and times are fixed; the keys are new in each test run.
/// </summary>
internal static class PackSample
{
    public static readonly IssuerKey Issuer = Samples.Development(), Attacker = IssuerKey.CreateDevelopment("Harbour Park 海港园区", Samples.NotBefore);
    public static readonly byte[] ParkJson = Vectors.Utf8(Park.ReplaceLineEndings("\n"));
    public static readonly byte[] ReadingsCsv = Vectors.Utf8(Readings()), QualityCsv = Vectors.Utf8(Quality());

    public static string[] Members => ["forge", "mould", "pumps", "cables"];

    private const string Park = """
        { "method": "gpm-1", "park": { "code": "harbour", "name": "Harbour Park", "nameZh": "海港园区" },
          "responsibleEntity": { "name": "Harbour Park Energy Co., Ltd." },
          "microgrid": {
            "code": "mg-1", "name": "Harbour Park direct connection", "timeZone": "Asia/Shanghai", "intervalMinutes": 60, "lossTreatment": "proportional",
            "storage": { "efficiencyPpm": 880000, "openingGreenWh": 1000, "openingOtherWh": 500 },
            "sources": [ { "code": "pv-1", "technology": "solar", "factor": 41.5 }, { "code": "wind-1", "technology": "wind" } ],
            "members": [ { "code": "forge", "name": "Forge Co., Ltd.", "nameZh": "锻造" }, { "code": "mould", "baselineFactor": 585.6 }, { "code": "pumps" }, { "code": "cables" } ],
            "meteringPoints": [
              { "code": "PV", "measures": "generation", "of": "pv-1" }, { "code": "W", "measures": "generation", "of": "wind-1" },
              { "code": "F", "measures": "consumption", "of": "forge" }, { "code": "M", "measures": "consumption", "of": "mould" },
              { "code": "P", "measures": "consumption", "of": "pumps" }, { "code": "C", "measures": "consumption", "of": "cables" },
              { "code": "CH", "measures": "charge" }, { "code": "DIS", "measures": "discharge" },
              { "code": "IMP", "measures": "import" }, { "code": "EXP", "measures": "export" } ],
            "contracts": [
              { "code": "sun", "priority": 1, "sources": ["pv-1"], "rule": "fixedShares",
                "members": [ { "code": "forge", "sharePpm": 400000 }, { "code": "mould", "sharePpm": 300000, "from": "2018-01-02" } ] },
              { "code": "rest", "priority": 2, "sources": ["pv-1", "wind-1", "storage"], "rule": "proRata",
                "members": [ { "code": "forge" }, { "code": "mould" }, { "code": "pumps" }, { "code": "cables" } ] } ],
            "factors": { "family": "operational", "gridAverage": 536.6, "residual": 585.6, "provenance": "Ministry, 2022" } } }
        """;

    private static string Readings() => Rows("interval_start,PV,W,F,M,P,C,CH,DIS,IMP,EXP", (hour, random) =>
    {
        var sun = Math.Max(0, 6 - Math.Abs(12 - hour % 24)) * (900 + random.Next(200));
        int wind = random.Next(2_000), forge = 1_000 + random.Next(900), mould = random.Next(1_500), pumps = random.Next(300), cables = 500 + random.Next(100);
        var charge = sun > 3_000 ? 700 : 0;
        var discharge = hour % 24 > 18 ? 250 : 0;
        var balance = sun + wind + discharge - charge - (forge + mould + pumps + cables);
        return string.Join(',', new[] { sun, wind, forge, mould, pumps, cables, charge, discharge, Math.Max(0, -balance) + 20, Math.Max(0, balance) }
            .Select(wh => KilowattHours.Format(wh)));
    });

    private static string Quality() => Rows("interval_start,PV,W,F,M,P,C,CH,DIS,IMP,EXP", (hour, _) =>
        string.Join(',', Enumerable.Range(0, 10).Select(column => (hour, column) switch { (5, 2) => "E", (30, 2) or (31, 3) => "X", _ => "M" })));

    private static string Rows(string header, Func<int, Random, string> cells)
    {
        var (csv, random, start) = (new StringBuilder(header + "\n"), new Random(7), new DateTime(2018, 1, 1));
        for (var hour = 0; hour < 48; hour++)
            csv.Append(CultureInfo.InvariantCulture, $"{start.AddHours(hour):yyyy-MM-ddTHH:mm:ss}+08:00,{cells(hour, random)}\n");
        return csv.ToString();
    }

    public static RunResult Run(byte[] parkJson, byte[] readingsCsv, byte[] qualityCsv)
    {
        var park = ParkFileReader.Read(parkJson, "park.json").Value;
        var table = ReadingsFile.Read(readingsCsv, "readings.csv", park.Microgrid).Value;
        var readings = ReadingSet.From([table], park.Microgrid, new DateOnly(2018, 1, 1), new DateOnly(2018, 1, 3)).Value;
        return AttributionRun.Execute(park, readings.WithQuality(Vectors.Flags(qualityCsv))).Value;
    }

    /// <summary>The sound input of the pack under a key; a forger begins with the same.</summary>
    /// <param name="change">What is changed in each statement before it is hashed.</param>
    public static PackInput Input(
        IssuerKey key, byte[]? parkJson = null, byte[]? readingsCsv = null, byte[]? qualityCsv = null, Func<int, Statement, Statement>? change = null)
    {
        var (park, readings, quality) = (parkJson ?? ParkJson, readingsCsv ?? ReadingsCsv, qualityCsv ?? QualityCsv);
        var input = new PackInput
        {
            Run = Run(park, readings, quality), ParkJson = park, ReadingsCsv = readings, QualityCsv = quality, RunNumber = 7, CreatedAt = Samples.SignedAt,
            Issuer = key.Certificate, Statements = [],
            Imports = [new("january.csv", Sha256Hex.Of(readings), readings.Length, Samples.SignedAt, "operator", "wide-csv")],
            Log = [new CanonicalObject { ["at"] = "2018-02-03T02:00:00Z", ["action"] = "run.executed" }, new CanonicalObject { ["action"] = "pack.made" }],
        };
        var issue = new StatementIssue(7, 1, Samples.SignedAt, StatementStatus.Final, CertificateStatus.Outstanding, new("Harbour Park Energy Co., Ltd.", key.Fingerprint, key.IsDevelopment));
        return input with { Statements = [.. StatementFactory.Of(input.Run, input.Inputs, issue).Select((s, i) => Issued(change?.Invoke(i, s) ?? s, i))] };
    }

    private static PackStatement Issued(Statement statement, int index) => new(
        statement, StatementJson.Write(statement), Vectors.Utf8($"%PDF-1.7 {statement.Number}"), SHA256.HashData([(byte)index]));

    /// <summary>Path and content of every file of a sound pack, signature included.</summary>
    public static SortedDictionary<string, byte[]> Files(IssuerKey? key = null) =>
        key is null ? new(Sound.Value, StringComparer.Ordinal) : Sign(Input(key), key);

    private static readonly Lazy<SortedDictionary<string, byte[]>> Sound = new(() => Sign(Input(Issuer), Issuer));

    /// <summary>
    /// A pack whose list of files, tree and signature fit whatever was done to it: the work of an issuer, or of a forger with a key of his own.
    /// </summary>
    /// <param name="files">Changes files after statements, proofs and results were made, before they are listed and signed.</param>
    /// <param name="manifest">Changes the manifest before it is signed.</param>
    public static SortedDictionary<string, byte[]> Sign(
        PackInput input, IssuerKey key, Action<SortedDictionary<string, byte[]>>? files = null, Func<Manifest, Manifest>? manifest = null)
    {
        var draft = PackBuilder.Build(input);
        var all = new SortedDictionary<string, byte[]>(draft.Entries.ToDictionary(e => e.Path, e => e.Content.ToArray()), StringComparer.Ordinal);
        files?.Invoke(all);
        var listed = Manifest.Read(draft.Manifest).Value with { Files = [.. all.Select(f => ManifestFile.Of(new(f.Key, f.Value)))] };
        all[Manifest.FileName] = (manifest?.Invoke(listed) ?? listed).ToJson();
        all[Manifest.SignatureFileName] = CmsSignature.Sign(all[Manifest.FileName], key, Samples.SignedAt);
        return all;
    }

    public static byte[] Zip(this IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var stream = new MemoryStream();
        PackArchive.Write(stream, [.. files.Select(f => new PackEntry(f.Key, f.Value))]);
        return stream.ToArray();
    }

    /// <summary>As another program would: deflated, in any order, names as they come.</summary>
    public static byte[] ForeignZip(this IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    public static PackVerification Verify(this byte[] zip, VerifyOptions? options = null) => PackVerifier.Verify(new MemoryStream(zip), options);

    public static PackVerification Verify(this IEnumerable<KeyValuePair<string, byte[]>> files, string? issuer = null) => files.Zip().Verify(new VerifyOptions(issuer));

    /// <summary>The ids of the checks that failed.</summary>
    public static string[] Failed(this PackVerification verification) => [.. verification.Checks.Where(c => c.State == CheckState.Fail).Select(c => c.Id)];

    public static CheckState State(this PackVerification verification, string id) => verification.Checks.Single(c => c.Id == id).State;

    public static string[] Codes(this PackVerification verification, string id) => [.. verification.Checks.Single(c => c.Id == id).Errors.Select(e => e.Code)];

    public static byte[] Replaced(this byte[] text, string old, string with)
    {
        var (before, at) = (Vectors.Text(text), Vectors.Text(text).IndexOf(old, StringComparison.Ordinal));
        return at < 0 ? throw new ArgumentException($"\"{old}\" is not in the text.") : Vectors.Utf8(before[..at] + with + before[(at + old.Length)..]);
    }
}
