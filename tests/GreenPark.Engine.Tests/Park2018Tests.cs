using System.Text;
using System.Text.Json;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests;

/// <summary>A real year of twelve members, from the data folder that lies beside the repository where there is one.</summary>
public sealed class Park2018Tests
{
    private static readonly string? Folder = Repository.SharedData("park-2018");

    [Fact]
    public void The_year_of_park_2018_has_every_figure_of_its_expected_totals()
    {
        using var expected = JsonDocument.Parse(Read("expected-totals.json"));
        var summary = Summary(null, null);
        var figures = 0;
        foreach (var difference in Differences("summary", expected.RootElement, summary.RootElement, () => figures++)) Assert.Fail(difference);
        figures.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void To_is_exclusive_and_months_add_up_to_a_quarter()
    {
        var quarter = Summary("2018-01-01", "2018-04-01").RootElement;
        quarter.GetProperty("intervals").GetInt32().ShouldBe((31 + 28 + 31) * 96);
        var months = new[] { ("2018-01-01", "2018-02-01"), ("2018-02-01", "2018-03-01"), ("2018-03-01", "2018-04-01") }.Select(m => Summary(m.Item1, m.Item2).RootElement).ToArray();
        // there is no storage in this park, so months are independent of each other
        foreach (var figure in new[] { "consumptionWh", "attributedTotalWh", "generationWh", "importWh", "exportWh", "unattributedWh", "overWh" })
            months.Sum(m => m.GetProperty("totals").GetProperty(figure).GetInt64()).ShouldBe(quarter.GetProperty("totals").GetProperty(figure).GetInt64(), figure);
    }

    [Fact]
    public void A_day_that_the_year_lacks_is_named()
    {
        // the year's readings end before 31 December
        var (park, table) = Input();
        var set = ReadingSet.From([table], park.Microgrid, new DateOnly(2018, 12, 30), new DateOnly(2019, 1, 1));
        set.FirstError.Code.ShouldBe("readings.missing_rows");
        set.FirstError.Args.ShouldBe(["2018-12-31T00:00:00+08:00", "2018-12-31T23:45:00+08:00", 96]);
    }

    /// <summary>Read once for all tests.</summary>
    private static readonly Lazy<(ParkFile Park, ReadingsTable Table)> Year = new(() =>
    {
        var park = ParkFileReader.Read(Read("park.json"), "park.json").Value;
        return (park, ReadingsFile.Read(Read("readings.csv"), "readings.csv", park.Microgrid).Value);
    });

    private static (ParkFile Park, ReadingsTable Table) Input()
    {
        if (Folder is null) Assert.Skip("../shared/data/park-2018 is not on this machine: its year cannot be compared.");
        return Year.Value;
    }

    private static byte[] Read(string file)
    {
        if (Folder is null) Assert.Skip("../shared/data/park-2018 is not on this machine: its year cannot be compared.");
        return File.ReadAllBytes(Path.Combine(Folder, file));
    }

    private static JsonDocument Summary(string? from, string? to)
    {
        var (park, table) = Input();
        var run = AttributionRun.Execute(park, ReadingSet.From([table], park.Microgrid, Day(from), Day(to)).Value).Value;
        return JsonDocument.Parse(Encoding.UTF8.GetString(SummaryJson.Write(run, new InputHashes("", [])).Span));
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static IEnumerable<string> Differences(string place, JsonElement expected, JsonElement actual, Action count)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in expected.EnumerateObject())
                {
                    if (!actual.TryGetProperty(property.Name, out var value)) yield return $"{place}.{property.Name} is absent";
                    else foreach (var difference in Differences($"{place}.{property.Name}", property.Value, value, count)) yield return difference;
                }
                break;
            case JsonValueKind.Array:
                if (expected.GetArrayLength() != actual.GetArrayLength()) yield return $"{place}: {actual.GetArrayLength()} entries, expected {expected.GetArrayLength()}";
                for (var i = 0; i < Math.Min(expected.GetArrayLength(), actual.GetArrayLength()); i++)
                    foreach (var difference in Differences($"{place}[{i}]", expected[i], actual[i], count)) yield return difference;
                break;
            default:
                count();
                if (expected.GetRawText() != actual.GetRawText()) yield return $"{place}: expected {expected.GetRawText()}, actual {actual.GetRawText()}";
                break;
        }
    }
}
