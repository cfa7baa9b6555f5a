using System.Diagnostics;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Benchmarks;

/// <summary>The year 2018: from the bytes of its files to the bytes of the results in one process, and the whole command with its start.</summary>
internal static class FilesBenchmark
{
    public static void Run(TextWriter output)
    {
        if (YearOf2018.Find(output) is not { } files) return;
        var (parkJson, readingsCsv) = (File.ReadAllBytes(files.Park), File.ReadAllBytes(files.Readings));
        var first = Timing.Milliseconds(() => Results(parkJson, readingsCsv));
        var warm = Timing.Rounds(5, 21, () => Results(parkJson, readingsCsv));
        output.WriteLine(FormattableString.Invariant($"files, park-2018, bytes to result files: first time {first:0} ms, then {warm}"));
        var command = Timing.Rounds(2, 9, () => Attribute(files));
        output.WriteLine(FormattableString.Invariant($"files, park-2018, the command attribute with start and writing: median {command.Median:0} ms, min {command.Least:0} ms"));
    }

    private static long Results(byte[] parkJson, byte[] readingsCsv)
    {
        var park = ParkFileReader.Read(parkJson, "park.json").Value;
        var readings = ReadingSet.From([ReadingsFile.Read(readingsCsv, "readings.csv", park.Microgrid).Value], park.Microgrid).Value;
        var hashes = new InputHashes(Sha256Hex.Of(parkJson), [Sha256Hex.Of(readingsCsv)]);
        return ResultFiles.All(AttributionRun.Execute(park, readings).Value, hashes).Sum(f => (long)f.Content.Length);
    }

    private static void Attribute((string Park, string Readings) files)
    {
        var folder = Directory.CreateTempSubdirectory("greenpark-");
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(Timing.Repository, "src", "GreenPark.Cli", "bin", here.Parent!.Name, here.Name, "greenpark.dll");
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [program, "attribute", "--park", files.Park, "--readings", files.Readings, "--out", Path.Combine(folder.FullName, "out")]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        folder.Delete(recursive: true);
        if (process.ExitCode != 0) throw new InvalidOperationException($"greenpark ended with {process.ExitCode}.");
    }
}
