using System.Security.Cryptography;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Benchmarks;

/// <summary>A month's pack, statements and their signed PDFs included, and its verification: of the real park of 2018 and of a park of 200 members.</summary>
internal static class PackBenchmark
{
    private static readonly DateTime Now = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    public static void Run(TextWriter output, bool verify)
    {
        if (YearOf2018.Find(output) is { } files)
        {
            var park = ParkFileReader.Read(File.ReadAllBytes(files.Park), "park.json").Value;
            var table = ReadingsFile.Read(File.ReadAllBytes(files.Readings), "readings.csv", park.Microgrid).Value;
            var january = ReadingSet.From([table], park.Microgrid, new DateOnly(2018, 1, 1), new DateOnly(2018, 2, 1)).Value;
            Measure(output, verify, "park-2018, January, 12 members", File.ReadAllBytes(files.Park), ReadingsCsv.Write(january));
        }
        var json = BenchmarkPark.Json(200, 3, storage: true, "proRata");
        Measure(output, verify, "a month of 200 members, 3 sources, storage", json, ReadingsCsv.Write(BenchmarkPark.Readings(ParkFileReader.Read(json, "park.json").Value, 31)));
    }

    private static void Measure(TextWriter output, bool verify, string what, byte[] parkJson, byte[] readingsCsv)
    {
        using var key = IssuerKey.CreateDevelopment("Benchmark", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var pack = Pack(parkJson, readingsCsv, key);
        if (verify)
        {
            if (!PackVerifier.Verify(new MemoryStream(pack)).Holds) throw new InvalidOperationException("The pack does not hold.");
            output.WriteLine($"verify, {what}, {pack.Length / 1e6:0.0} MB: {Timing.Rounds(3, 11, () => PackVerifier.Verify(new MemoryStream(pack)))}");
        }
        else output.WriteLine($"pack, {what}, {pack.Length / 1e6:0.0} MB: {Timing.Rounds(2, 7, () => Pack(parkJson, readingsCsv, key))}");
    }

    private static byte[] Pack(byte[] parkJson, byte[] readingsCsv, IssuerKey key)
    {
        var park = ParkFileReader.Read(parkJson, "park.json").Value;
        var table = ReadingsFile.Read(readingsCsv, "readings.csv", park.Microgrid).Value;
        var run = AttributionRun.Execute(park, ReadingSet.From([table], park.Microgrid).Value).Value;
        var input = new PackInput
        {
            Run = run, ParkJson = parkJson, ReadingsCsv = readingsCsv, QualityCsv = ReadingsCsv.WriteQuality(table), RunNumber = 1, CreatedAt = Now,
            Issuer = key.Certificate, Statements = [], Log = [],
            Imports = [new("readings.csv", Sha256Hex.Of(readingsCsv), readingsCsv.Length, Now, "benchmark", "wide-csv")],
        };
        var issue = new StatementIssue(1, 1, Now, StatementStatus.Final, CertificateStatus.Outstanding, new StatementIssuer("Benchmark", key.Fingerprint, key.IsDevelopment));
        var salts = run.Microgrid.Members.Select(m => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(m.Code))).ToArray();
        var draft = PackBuilder.Build(input with { Statements = IssuedStatements.Of(run, input.Inputs, issue, key, salts, "https://park.example/v/") });
        using var stream = new MemoryStream();
        draft.Write(stream, CmsSignature.Sign(draft.Manifest, key, Now));
        return stream.ToArray();
    }
}
