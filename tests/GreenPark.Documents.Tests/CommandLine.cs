using System.Diagnostics;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>Runs the tools with which others look at our files; a test is skipped, and says so, where one is not installed.</summary>
internal static class CommandLine
{
    public static void Need(params string[] programs)
    {
        foreach (var program in programs)
            Assert.SkipUnless(Find(program) is not null, $"{program} is not installed: this check did not run.");
    }

    /// <summary>Output and error output together.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.StandardOutputEncoding = System.Text.Encoding.UTF8;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.Result;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("greenpark-documents-").FullName;

    public string this[string name] => Path.Combine(path, name);

    public string Put(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
