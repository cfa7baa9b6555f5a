using System.Text;
using System.Text.Json;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Real meter files of the data folder beside the repository, and their totals as an independent script computed them.</summary>
internal static class MeterFormats
{
    private static readonly string? Folder = Repository.SharedData("raw") is { } raw && Directory.Exists(Path.Combine(raw, "meter_formats")) ? Path.Combine(raw, "meter_formats") : null;
    private static readonly Lazy<JsonDocument> Totals = new(() => JsonDocument.Parse(File.ReadAllBytes(
        Repository.PathOf("tests", "GreenPark.Engine.Tests", "Intake", "fixtures", "meter-formats.json"))));

    public static readonly ImportProfile Nem12 = new() { Format = IntakeFormat.Nem12 };
    public static readonly ImportProfile GreenButton = new() { Format = IntakeFormat.GreenButton };

    /// <summary>Names of the files with expected totals.</summary>
    public static IEnumerable<string> Expected() => Totals.Value.RootElement.EnumerateObject().Select(p => p.Name);

    public static byte[] Read(string name)
    {
        if (Folder is null) Assert.Skip("../shared/data/raw/meter_formats is not on this machine: its files cannot be read.");
        return File.ReadAllBytes(Path.Combine(Folder, name));
    }

    public static IEnumerable<string> Names(string folder)
    {
        if (Folder is null) Assert.Skip("../shared/data/raw/meter_formats is not on this machine: its files cannot be read.");
        return Directory.EnumerateFiles(Path.Combine(Folder, folder)).Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);
    }

    /// <summary>Every figure of the script: intervals, gaps, Wh, flags, first start, and what was passed over.</summary>
    public static void ShouldBeAsExpected(this IntakeFile file, string name)
    {
        var expected = Totals.Value.RootElement.GetProperty(name);
        var channels = expected.GetProperty("channels").EnumerateObject().ToArray();
        file.Channels.Select(c => c.Name).ShouldBe(channels.Select(c => c.Name), name);
        foreach (var (channel, figures) in file.Channels.Zip(channels, (c, p) => (c, p.Value)))
        {
            channel.IntervalSeconds.ShouldBe(figures.GetProperty("seconds").GetInt32(), channel.Name);
            channel.StartUtcSeconds[0].ShouldBe(figures.GetProperty("first").GetInt64(), channel.Name);
            channel.StartUtcSeconds.Length.ShouldBe(figures.GetProperty("intervals").GetInt32(), channel.Name);
            ((channel.StartUtcSeconds[^1] - channel.StartUtcSeconds[0]) / channel.IntervalSeconds + 1 - channel.StartUtcSeconds.Length)
                .ShouldBe(figures.GetProperty("gaps").GetInt64(), channel.Name);
            channel.Microjoules.Aggregate((Int128)0, (sum, e) => sum + e).ShouldBe((Int128)figures.GetProperty("wh").GetInt64() * MeterChannel.MicrojoulesPerWh, channel.Name);
            channel.Marks.GroupBy(m => channel.MarkTexts[m]).ToDictionary(g => g.Key, g => g.Count())
                .ShouldBe(figures.GetProperty("flags").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetInt32()), ignoreOrder: true, channel.Name);
            for (var i = 0; i < channel.Marks.Length; i++)
                ((ReadingQuality)channel.Quality[i]).ShouldBe(channel.MarkTexts[channel.Marks[i]] is "" or "A" ? ReadingQuality.Measured : ReadingQuality.Estimated);
        }
        file.Notes.Where(n => n.Code.Code == "intake.no_energy_channel").Select(n => n.Code.Args[0])
            .ShouldBe(expected.GetProperty("passedOver").EnumerateArray().Select(e => e.GetString()), ignoreOrder: true);
    }

    /// <summary>Faults as <c>line:column code</c>.</summary>
    public static string[] Faults<T>(Result<T> result)
    {
        result.IsFailure.ShouldBeTrue();
        return [.. result.Errors.Select(e => $"{e.Place?.Line}:{e.Place?.Column} {e.Code}")];
    }

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
}
