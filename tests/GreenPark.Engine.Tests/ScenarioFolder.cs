using System.Security.Cryptography;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Tests;

/// <summary>
/// A scenario: <c>given.md</c> for its reader, <c>park.json</c> and <c>readings*.csv</c> (in the order of their names), optionally
/// <c>when.txt</c> with the days of the run, and what is expected in <c>then/</c>.
/// </summary>
internal sealed class ScenarioFolder(string path)
{
    public string Name => Path.GetFileName(path);

    /// <summary>The expected files by name.</summary>
    public IEnumerable<(string Name, string Text)> Then =>
        Directory.GetFiles(Path.Combine(path, "then")).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    public static IEnumerable<ScenarioFolder> All() =>
        Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "scenarios")).Order(StringComparer.Ordinal).Select(p => new ScenarioFolder(p));

    /// <summary>Runs the scenario as the command line does: park file, readings, run, result files.</summary>
    public Result<IReadOnlyDictionary<string, byte[]>> Run()
    {
        var park = File.ReadAllBytes(Path.Combine(path, "park.json"));
        var readings = Directory.GetFiles(path, "readings*.csv").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f))).ToArray();
        var run = FileRun.Of(park, readings, Day("from"), Day("to"));
        if (run.IsFailure) return run.To<IReadOnlyDictionary<string, byte[]>>();
        var hashes = new InputHashes(Hash(park), [.. readings.Select(r => Hash(r.Item2))]);
        return ResultFiles.All(run.Value, hashes).ToDictionary(f => f.Name, f => f.Content.ToArray());
    }

    private DateOnly? Day(string end)
    {
        var file = Path.Combine(path, "when.txt");
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(end + " ", StringComparison.Ordinal));
        return line is null ? null : DateOnly.ParseExact(line[(end.Length + 1)..], "yyyy-MM-dd");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>The engine's public functions one after the other, from files' bytes to a run's result.</summary>
internal static class FileRun
{
    public static Result<RunResult> Of(byte[] park, IReadOnlyList<(string Name, byte[] Bytes)> readings, DateOnly? from = null, DateOnly? to = null)
    {
        var parkFile = ParkFileReader.Read(park, "park.json");
        if (parkFile.IsFailure) return parkFile.To<RunResult>();
        var tables = new List<ReadingsTable>();
        foreach (var (name, bytes) in readings)
        {
            var table = ReadingsFile.Read(bytes, name, parkFile.Value.Microgrid);
            if (table.IsFailure) return table.To<RunResult>();
            tables.Add(table.Value);
        }
        var set = ReadingSet.From(tables, parkFile.Value.Microgrid, from, to);
        return set.IsFailure ? set.To<RunResult>() : AttributionRun.Execute(parkFile.Value, set.Value);
    }
}
