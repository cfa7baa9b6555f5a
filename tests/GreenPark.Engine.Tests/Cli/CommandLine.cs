using System.Diagnostics;
using System.Text;
using GreenPark.Engine.Tests.Metering;
using Shouldly;

namespace GreenPark.Engine.Tests.Cli;

/// <summary>The built command line as a user starts it, and a folder of its own with a sound park file and readings.</summary>
internal sealed class CommandLine : IDisposable
{
    private static readonly string Program = FindProgram();

    public CommandLine()
    {
        Folder = Directory.CreateTempSubdirectory("greenpark-").FullName;
        Write("park.json", SmallPark.Json);
        Write("readings.csv", SmallPark.Text(SmallPark.Lines()));
    }

    public string Folder { get; }

    /// <summary>What is set in the environment of the started program besides its language.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public sealed record Ended(int Code, string Output, string Errors)
    {
        public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
    }

    /// <summary>Every file below the folder with its content, to tell whether anything was written.</summary>
    public string Contents() =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => $"{Path.GetRelativePath(Folder, p)} {(File.Exists(p) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(p))) : "")}"));

    public Ended Run(params string[] arguments) => RunIn("en_US.UTF-8", arguments);

    public Ended RunIn(string language, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in new[] { "LC_ALL", "LC_MESSAGES", "LANGUAGE" }) start.Environment.Remove(name);
        start.Environment["LANG"] = language;
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(60_000).ShouldBeTrue("the command line does not end");
        return new Ended(process.ExitCode, output, errors.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Built with the tests, in the same configuration and for the same framework.</summary>
    private static string FindProgram()
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Repository.PathOf("src", "GreenPark.Cli", "bin", own.Parent!.Name, own.Name, "greenpark.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is not built.");
    }
}
