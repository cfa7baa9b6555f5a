using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>The bill of materials names what the build resolved, and nothing ships under a licence that nobody looked at.</summary>
public sealed class SbomTests
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT AND OFL-1.1"];

    /// <summary>Packages that give the address of their licence only, with what stands there.</summary>
    private static readonly string[] LookedAt =
    [
        "MediatR",                              // Apache-2.0
        "Microsoft.Data.SqlClient.SNI.runtime", // Microsoft's terms for the native part of SqlClient, redistributable with it
    ];

    [Fact]
    public async Task Every_package_is_in_it_with_hash_and_licence()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sbom.json");
        var (code, output) = await RunAsync(file);
        code.ShouldBe(0, output);
        output.ShouldContain("advisor");   // data, or that there is none

        using var bom = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        bom.RootElement.GetProperty("bomFormat").GetString().ShouldBe("CycloneDX");
        var components = bom.RootElement.GetProperty("components").EnumerateArray().ToList();
        Referenced().Except(components.Select(x => x.GetProperty("name").GetString())).ShouldBeEmpty();
        components.ShouldAllBe(x => x.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length == 128);
        components.Where(x => !Licences(x).All(Allowed.Contains)).Select(x => x.GetProperty("name").GetString()).ShouldBe(LookedAt, ignoreOrder: true);
        var refs = components.Select(x => x.GetProperty("bom-ref").GetString()).ToHashSet();
        bom.RootElement.GetProperty("dependencies").EnumerateArray().SelectMany(x => x.GetProperty("dependsOn").EnumerateArray()).Select(x => x.GetString()).ShouldAllBe(x => refs.Contains(x));
    }

    private static IEnumerable<string> Licences(JsonElement component) =>
        component.GetProperty("licenses").EnumerateArray().Select(x => x.TryGetProperty("expression", out var expression) ? expression.GetString()! : "").DefaultIfEmpty("");

    /// <summary>By the projects that ship.</summary>
    private static IEnumerable<string> Referenced() => Directory.EnumerateFiles(Path.Combine(WebProcess.Repository(), "src"), "*.csproj", SearchOption.AllDirectories)
        .SelectMany(x => XDocument.Load(x).Descendants("PackageReference")).Select(x => (string?)x.Attribute("Include")).OfType<string>().Distinct();

    private static async Task<(int Code, string Output)> RunAsync(string file)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["scripts/sbom.mjs", file]) { WorkingDirectory = WebProcess.Repository(), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output + await errors);
    }
}
