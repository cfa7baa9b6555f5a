using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Attribution;

/// <summary>
/// Consumption is read where it lies when the members' columns stand side by side in the members' order, and gathered otherwise:
/// whatever the order of columns and members, a member's figures are its own.
/// </summary>
public class ColumnOrderTests
{
    private static readonly string[] Members = ["a", "b", "c", "d"];

    [Fact]
    public void Every_order_of_members_and_of_columns_gives_each_member_its_own()
    {
        foreach (var members in Orders(Members))
            foreach (var columns in Orders(Members))
                foreach (var between in new[] { 0, 2, 4 })
                    Check(members, [.. columns.Take(between).Select(m => "C" + m), "IMP", .. columns.Skip(between).Select(m => "C" + m)]);
    }

    private static void Check(string[] members, string[] columns)
    {
        var park = ParkFileReader.Read(Vectors.Utf8($$"""
            { "method": "gpm-1", "microgrid": { "code": "g", "timeZone": "Asia/Shanghai", "intervalMinutes": 60, "lossTreatment": "none", "offGrid": true, "sources": [],
              "members": [ {{string.Join(',', members.Select(m => $"{{ \"code\": \"{m}\" }}"))}} ],
              "meteringPoints": [ {{string.Join(',', Members.Select(m => $"{{ \"code\": \"C{m}\", \"measures\": \"consumption\", \"of\": \"{m}\" }}"))}}, { "code": "IMP", "measures": "import" } ],
              "contracts": [], "factors": { "family": "operational", "gridAverage": 1 } } }
            """), "park.json").Value;
        var grid = DayGrid.Create("Asia/Shanghai", 60, new DateOnly(2018, 1, 1), new DateOnly(2018, 1, 2)).Value;
        // a consumes 1 Wh in the first hour, 2 in the second; b 10, 20; ...
        long Amount(string member, int hour) => (hour + 1) * (long)Math.Pow(10, Array.IndexOf(Members, member));
        long[] values = [.. Enumerable.Range(0, 24).SelectMany(hour => columns.Select(c => c == "IMP" ? 7 : Amount(c[1..], hour)))];
        var run = AttributionRun.Execute(park, ReadingSet.From(grid, [.. columns], values, default, park.Microgrid).Value).Value;
        run.Series.Consumption.ShouldBe(Enumerable.Range(0, 24).SelectMany(hour => members.Select(m => Amount(m, hour))), $"{string.Join(' ', members)} of {string.Join(' ', columns)}");
        run.Totals.ConsumptionWh.ShouldBe(members.Select(m => Enumerable.Range(0, 24).Sum(hour => Amount(m, hour))));
        run.Series.Balance.Consumption[1].ShouldBe(2_222);
    }

    private static IEnumerable<string[]> Orders(string[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (string[])[first, .. rest]));
}
