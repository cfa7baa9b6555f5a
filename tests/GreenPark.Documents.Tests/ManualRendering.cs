using System.Diagnostics;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>Writes every sample to a folder for the eye: set GREENPARK_PDF_FOLDER.</summary>
public sealed class ManualRendering
{
    [Fact]
    public void Samples_are_written_to_a_folder()
    {
        var folder = Environment.GetEnvironmentVariable("GREENPARK_PDF_FOLDER");
        Assert.SkipWhen(folder is null, "GREENPARK_PDF_FOLDER is not set: nothing was written.");
        CommandLine.Need("openssl");
        using var openssl = new OpenSslSigner();
        var all = new (string Name, Func<byte[]> Render)[]
        {
            ("month", () => Samples.Render(Samples.Month, openssl.Signer)),
            ("provisional", () => Samples.Render(Samples.Provisional with { Issuer = Samples.Development.Issuer }, openssl.Signer)),
            ("empty", () => Samples.Render(Samples.Empty, days: [.. Samples.Days().Select(d => d with { ConsumptionWh = 0, AttributedWh = 0 })])),
            ("sources", () => Samples.Render(Samples.WithSources(40), openssl.Signer)),
            ("long", () => Samples.Render(Samples.LongNames, openssl.Signer)),
            ("year", () => Samples.Render(Samples.Month, days: Samples.Days(365)))
        };
        foreach (var (name, render) in all)
        {
            var watch = Stopwatch.StartNew();
            var bytes = render();
            TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {bytes.Length / 1024.0:0.0} kB, {watch.Elapsed.TotalMilliseconds:0.0} ms");
            File.WriteAllBytes(Path.Combine(folder!, name + ".pdf"), bytes);
        }
        Time();
    }

    private static void Time()
    {
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            var bytes = Samples.Render(Samples.Month);
            TestContext.Current.TestOutputHelper!.WriteLine($"unsigned: {bytes.Length / 1024.0:0.0} kB, {watch.Elapsed.TotalMilliseconds:0.0} ms");
        }
    }
}
