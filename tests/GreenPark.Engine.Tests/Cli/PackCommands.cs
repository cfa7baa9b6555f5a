using System.Text.Json;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;

namespace GreenPark.Engine.Tests.Cli;

/// <summary>What the tests of packs do with a command line: make <c>pack.zip</c>, verify, unpack, and ask openssl.</summary>
internal static class PackCommands
{
    public static CommandLine.Ended Pack(this CommandLine cli, params string[] more) => cli.PackTo("pack.zip", more);

    public static CommandLine.Ended PackTo(this CommandLine cli, string path, params string[] more) =>
        cli.Run(["pack", "--park", "park.json", "--readings", "readings.csv", "--out", path, .. more]);

    /// <summary>A pack that must succeed.</summary>
    public static void MakePack(this CommandLine cli, params string[] more)
    {
        var ended = cli.Pack(more);
        (ended.Code, ended.Errors).ShouldBe((0, ""));
    }

    /// <summary>What <c>verify --json</c> says, whose exit code agrees with it.</summary>
    public static JsonElement Verified(this CommandLine cli, params string[] arguments)
    {
        var ended = cli.Run(["verify", .. arguments, "--json"]);
        using var document = JsonDocument.Parse(ended.Output);
        var json = document.RootElement.Clone();
        json.GetProperty("holds").GetBoolean().ShouldBe(ended.Code == 0);
        return json;
    }

    /// <summary>The files of <c>pack.zip</c>, which then stand in the folder <c>unpacked</c> too.</summary>
    public static Dictionary<string, byte[]> Unpacked(this CommandLine cli)
    {
        var contents = PackReader.Read(File.ReadAllBytes(cli.PathOf("pack.zip"))).Value;
        var files = contents.Paths.ToDictionary(p => p, p => contents.TryGet(p, out var bytes) ? bytes.ToArray() : []);
        foreach (var (path, content) in files) cli.Write("unpacked/" + path, content);
        return files;
    }

    /// <summary>Openssl's word on a command that must succeed.</summary>
    public static string Openssl(this CommandLine cli, params string[] arguments)
    {
        var (exit, output) = Tool.RunIn(cli.Folder, "openssl", arguments);
        exit.ShouldBe(0, output);
        return output;
    }
}
