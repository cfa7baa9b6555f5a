using System.Diagnostics;
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

    [Fact]
    public void A_real_year_gives_a_handful_of_findings_at_most_for_each_meter_and_month()
    {
        var reports = Months(PlantLongitude);
        foreach (var (month, report) in reports)
            foreach (var finding in report.Findings) output.WriteLine($"{month:yyyy-MM} {finding.Severity} {finding.Rule}: {finding.Text()}");
        foreach (var (month, report) in reports)
            foreach (var meter in report.Findings.GroupBy(f => f.Points[0])) meter.Count().ShouldBeLessThan(6, $"{meter.Key} in {month}");
    }

    private static List<(DateOnly Month, ValidationReport Report)> Months(double longitude)
    {
        if (Folder is null) Assert.Skip("../shared/data/park-2018 is not on this machine: its year cannot be validated.");
        var park = ParkFileReader.Read(File.ReadAllBytes(Path.Combine(Folder, "park.json")), "park.json").Value;
        var table = ReadingsFile.Read(File.ReadAllBytes(Path.Combine(Folder, "readings.csv")), "readings.csv", park.Microgrid).Value;
        var year = ReadingSet.From([table], park.Microgrid).Value;
        var first = year.Grid.From;
        return [.. Enumerable.Range(0, 12).Select(m => (first.AddMonths(m), MeterValidation.Check(Month(park, year, first.AddMonths(m), longitude))))];
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
