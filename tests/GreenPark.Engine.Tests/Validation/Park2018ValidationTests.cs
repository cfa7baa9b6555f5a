using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

/// <summary>The rules over a real year, month by month as an operator imports it: what they say must be worth reading.</summary>
public sealed class Park2018ValidationTests(ITestOutputHelper output)
{
    /// <summary>
    /// Where the sun of the solar station's data stands highest at its own noon, 13:45 by the clock: the publishers name no place, but
    /// noon and air pressure are those of the east of Xinjiang.
    /// </summary>
    private const double PlantLongitude = 94;

    private static readonly string? Folder = Repository.SharedData("park-2018");

    /// <summary>
    /// Both are true: the turbine's data lack most of four days at the end of January (filled with 0), and the solar station stood still
    /// for two and a half days in October.
    /// </summary>
    [Fact]
    public void A_real_year_has_two_findings()
    {
        var reports = Months(PlantLongitude);
        foreach (var (month, _, report) in reports)
            foreach (var finding in report.Findings) output.WriteLine($"{month:yyyy-MM} {finding.Severity} {finding.Rule}: {finding.Text()}");
        reports.SelectMany(r => r.Report.Findings).Select(f => (f.Rule, f.Points[0], f.FirstDay, f.LastDay)).ShouldBe([
            ("zeroRun", "WT-1", new DateOnly(2018, 1, 26), new DateOnly(2018, 1, 30)),
            ("zeroRun", "PV-1", new DateOnly(2018, 10, 22), new DateOnly(2018, 10, 25)),
        ]);
        // January has no past but itself, and the export rests on most of its days: that is told
        reports[0].Report.NotChecked.Where(n => n.Rule == "timeShift").ShouldHaveSingleItem().Points.ShouldBe(["GRID-EXP"]);
        reports.ShouldAllBe(r => r.Report.NotChecked.Any(n => n.Rule == "registerDifference" && n.Points.Length == 16));
    }

    [Fact]
    public void A_plant_that_is_recorded_a_thousand_kilometres_too_far_east_generates_at_night_one_finding_a_month()
    {
        var found = Months(121.5).Select(r => r.Report.Of("nightGeneration")).ToArray();
        found.ShouldAllBe(f => f.Length == 1 && f[0].Points[0] == "PV-1" && f[0].Places > 10);
    }

    [Fact]
    public void Faults_put_into_a_real_month_are_found_where_they_were_put()
    {
        var input = Months(PlantLongitude, 6)[0].Input;
        string[] Found(string point, Action<long[]> change)
        {
            var points = input.Points.Select(p => p.Code == point ? p with { ValuesWh = p.ValuesWh.With(change) } : p);
            // balance tells of every one of them too; here each rule has to see it by itself
            return [.. MeterValidation.Check(input with { Points = [.. points] }).Findings.Where(f => f.Rule != "balance" && f.Points.Contains(point)).Select(f => f.Rule).Distinct()];
        }
        const int Wednesday = 10 * 96;   // 11 July 2018
        Found("M-cable", v => v[Wednesday + 50] *= 10).ShouldBe(["spike"]);
        Found("M-glass", v => v.AsSpan(Wednesday, 40).Fill(v[Wednesday])).ShouldBe(["flatLine"]);
        Found("M-valves", v => v.AsSpan(Wednesday, 100).Clear()).ShouldBe(["zeroRun"]);
        Found("M-forge", v => v.AsSpan(Wednesday, 96).CopyTo(v.AsSpan(Wednesday + 96))).ShouldBe(["repeatedDay"]);
        Found("M-pumps", v => input.Points.Single(p => p.Code == "M-cable").ValuesWh.CopyTo(v, 0)).ShouldContain("twinMeter");
        Found("PV-1", v => v[Wednesday + 50] = 1_500_000).ShouldContain("aboveCapacity");
        var shifted = new[] { "M-appliance", "M-mould", "M-packaging", "M-castings", "M-valves", "M-cable", "M-pumps", "M-electronics", "M-glass", "M-transformer" }
            .Where(code => Found(code, v => v.AsSpan(8 * 96, 20 * 96).ToArray().CopyTo(v, 8 * 96 + 4)).Contains("timeShift")).ToArray();
        output.WriteLine($"shifted by an hour and found: {string.Join(", ", shifted)}");
        shifted.Length.ShouldBeGreaterThan(4);
    }

    private static List<(DateOnly Month, ValidationInput Input, ValidationReport Report)> Months(double longitude, int? only = null)
    {
        if (Folder is null) Assert.Skip("../shared/data/park-2018 is not on this machine: its year cannot be validated.");
        var park = ParkFileReader.Read(File.ReadAllBytes(Path.Combine(Folder, "park.json")), "park.json").Value;
        var table = ReadingsFile.Read(File.ReadAllBytes(Path.Combine(Folder, "readings.csv")), "readings.csv", park.Microgrid).Value;
        var year = ReadingSet.From([table], park.Microgrid).Value;
        var first = year.Grid.From;
        return [.. Enumerable.Range(only ?? 0, only is null ? 12 : 1).Select(m => Month(park, year, first.AddMonths(m), longitude))
            .Select(input => (input.Grid.From, input, MeterValidation.Check(input)))];
    }

    private static ValidationInput Month(ParkFile park, ReadingSet year, DateOnly first, double longitude)
    {
        var end = first.AddMonths(1) < year.Grid.To ? first.AddMonths(1) : year.Grid.To;
        var grid = Grid(park, first, end);
        var pastFirst = first.AddDays(-35) < year.Grid.From ? year.Grid.From : first.AddDays(-35);
        var past = pastFirst < first ? Grid(park, pastFirst, first) : null;
        return new ValidationInput
        {
            Grid = grid, LatitudeDegrees = 42.8, LongitudeDegrees = longitude, ConnectionCapacityW = park.Microgrid.ConnectionCapacityW,
            Points = [.. park.Microgrid.MeteringPoints.Select(p => new PointSeries
            {
                Code = p.Code, Measures = p.Measures, Grid = grid, ValuesWh = Values(year, p.Code, grid),
                Past = past is null ? null : new PastSeries(past, Values(year, p.Code, past)),
                Class = p.Code switch { "PV-1" => MeterClass.Solar, "WT-1" => MeterClass.Wind, "GRID-IMP" or "GRID-EXP" => MeterClass.Gate, _ => MeterClass.Consumption },
                RatedCapacityW = p.Code switch { "PV-1" => 5_000_000, "WT-1" => 3_600_000, _ => null },
            })],
        };
    }

    private static DayGrid Grid(ParkFile park, DateOnly from, DateOnly to) => DayGrid.Create(park.Microgrid.TimeZone, park.Microgrid.IntervalMinutes, from, to).Value;

    private static long[] Values(ReadingSet year, string point, DayGrid grid)
    {
        var column = year.Points.IndexOf(point);
        var offset = year.Grid.IndexOf(grid.StartUtcSeconds);
        return [.. Enumerable.Range(offset, grid.Intervals).Select(i => year.ValuesWh.Span[i * year.Points.Length + column])];
    }
}
