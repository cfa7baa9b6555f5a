using System.Collections.Immutable;
using System.Text.Json;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>
/// Measured files of five publishers, from the data folder that lies beside the repository where there is one, by the profiles beside this
/// file; what they must give was computed by <c>Profiles/totals.py</c>.
/// </summary>
public sealed class RealFilesTests
{
    private static readonly string Profiles = Repository.PathOf("tests", "GreenPark.Engine.Tests", "Intake", "Profiles");

    public static TheoryData<string, string, string> Files => new()
    {
        { "steel", "steel_daewoo_2018_15min.csv", "note_passed_over" },
        { "elmas", "elmas_fr_18clusters_2018_60min.csv", "note_rounded" },
        { "kit", "kit_de_7plants_2016_15min_windows.csv", "note_gap" },
        { "pv", "pv_cn_site1_50MW_2019-2020_15min.csv", "note_passed_over" },
        { "wind", "wind_turbine_T1_2018_10min.csv", "note_passed_over note_negative_zero note_gap" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_gives_the_totals_computed_apart_from_the_engine(string name, string fileName, string notes)
    {
        var (profile, file) = Read(name, fileName);
        using var expected = Totals();
        file.Channels.Count.ShouldBe(expected.RootElement.GetProperty(name).EnumerateObject().Count());
        foreach (var channel in file.Channels)
        {
            var of = expected.RootElement.GetProperty(name).GetProperty(channel.Name);
            channel.StartUtcSeconds.Length.ShouldBe(of.GetProperty("intervals").GetInt32(), channel.Name);
            var slots = (channel.StartUtcSeconds[^1] - channel.StartUtcSeconds[0]) / channel.IntervalSeconds + 1;
            (slots - channel.StartUtcSeconds.Length).ShouldBe(of.GetProperty("missing").GetInt32(), channel.Name);
            var sum = channel.Microjoules.Aggregate(Int128.Zero, (s, e) => s + e);
            (sum / MeterChannel.MicrojoulesPerWh).ShouldBe((Int128)of.GetProperty("energyWh").GetInt64(), channel.Name);
        }
        file.Notes.Select(n => n.Code.Code["intake.".Length..]).Order().ShouldBe(notes.Split(' ').Order(), $"{string.Join(' ', file.Notes.Select(n => n.Code.Code))}");
        profile.Channels.Values.OfType<string>().Count().ShouldBe(file.Channels.Count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Placing_it_on_quarter_hours_and_on_hours_keeps_every_watt_hour(string name, string fileName, string notes)
    {
        notes.ShouldNotBeEmpty();
        var (profile, file) = Read(name, fileName);
        using var expected = Totals();
        foreach (var minutes in new[] { 15, 60 })
        {
            var points = profile.Channels.Values.OfType<string>().Select(p => new MeteringPoint(p, Measurand.Import, [], default)).ToImmutableArray();
            var placed = GridPlacement.Place(file, profile, SmallPark.Microgrid with { IntervalMinutes = minutes, MeteringPoints = points }).Value;
            for (var p = 0; p < placed.Points.Count; p++)
            {
                var sum = 0L;
                for (var row = 0; row < placed.Rows; row++) sum += Math.Max(placed.ValuesWh.Span[row * placed.Points.Count + p], 0);
                var incomplete = placed.Notes.Where(n => n.Code.Code == "intake.note_incomplete" && (string?)n.Code.Args[0] == file.Channels[p].Name).Sum(n => n.Count);
                (sum + incomplete).ShouldBe(expected.RootElement.GetProperty(name).GetProperty(file.Channels[p].Name).GetProperty("energyWh").GetInt64());
                if (file.Channels[p].IntervalSeconds == minutes * 60) incomplete.ShouldBe(0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_profile_is_written_as_it_was_read(string name, string fileName, string notes)
    {
        (fileName + notes).ShouldNotBeEmpty();
        var json = File.ReadAllBytes(Path.Combine(Profiles, name + ".json"));
        ImportProfileJson.Write(ImportProfileJson.Read(json, name).Value).ShouldBe(json);
    }

    private static (ImportProfile Profile, IntakeFile File) Read(string name, string fileName)
    {
        var folder = Repository.SharedData("raw");
        if (folder is null) Assert.Skip("../shared/data/raw is not on this machine: its files cannot be read.");
        var profile = ImportProfileJson.Read(File.ReadAllBytes(Path.Combine(Profiles, name + ".json")), name + ".json").Value;
        return (profile, CsvIntake.Read(File.ReadAllBytes(Path.Combine(folder, fileName)), fileName, profile).Value);
    }

    private static JsonDocument Totals() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Profiles, "totals.json")));
}
