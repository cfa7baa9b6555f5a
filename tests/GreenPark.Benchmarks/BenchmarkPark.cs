using System.Globalization;
using System.Text;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;

namespace GreenPark.Benchmarks;

/// <summary>A park of any size with deterministic readings: no month or member is like another.</summary>
internal static class BenchmarkPark
{
    public static readonly DateOnly From = new(2025, 1, 1);

    public static byte[] Json(int members, int units, bool storage, string rule)
    {
        string List(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
        var share = 1_000_000 / members;
        var sources = List(units, k => $"\"s{k}\"") + (storage ? ",\"storage\"" : "");
        return Encoding.UTF8.GetBytes($$"""
            { "method": "gpm-1", "microgrid": { "code": "bench", "timeZone": "Asia/Shanghai", "intervalMinutes": 15, "lossTreatment": "none",
              {{(storage ? "\"storage\": { \"efficiencyPpm\": 880000 }," : "")}}
              "sources": [ {{List(units, k => $"{{ \"code\": \"s{k}\", \"factor\": {k} }}")}} ],
              "members": [ {{List(members, i => $"{{ \"code\": \"m{i}\", \"name\": \"Member {i}\" }}")}} ],
              "meteringPoints": [ {{List(units, k => $"{{ \"code\": \"G{k}\", \"measures\": \"generation\", \"of\": \"s{k}\" }}")}},
                {{List(members, i => $"{{ \"code\": \"C{i}\", \"measures\": \"consumption\", \"of\": \"m{i}\" }}")}},
                {{(storage ? "{ \"code\": \"CH\", \"measures\": \"charge\" }, { \"code\": \"DIS\", \"measures\": \"discharge\" }," : "")}}
                { "code": "IMP", "measures": "import" }, { "code": "EXP", "measures": "export" } ],
              "contracts": [ { "code": "c", "priority": 1, "sources": [ {{sources}} ], "rule": "{{rule}}",
                "members": [ {{List(members, i => $"{{ \"code\": \"m{i}\", \"sharePpm\": {share}, \"tier\": {i % 5} }}")}} ] } ],
              "factors": { "family": "operational", "gridAverage": 536.6, "residual": 585.6 } } }
            """);
    }

    public static ParkFile Park(int members, int units, bool storage, string rule) => ParkFileReader.Read(Json(members, units, storage, rule), "park.json").Value;

    /// <summary>The readings of so many days, in the column order of the park file.</summary>
    public static ReadingSet Readings(ParkFile park, int days)
    {
        var microgrid = park.Microgrid;
        var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, From, From.AddDays(days)).Value;
        string[] points = [.. microgrid.MeteringPoints.Select(p => p.Code)];
        var values = new long[grid.Intervals * points.Length];
        for (var t = 0; t < grid.Intervals; t++) Fill(values.AsSpan(t * points.Length, points.Length), microgrid, t);
        return ReadingSet.From(grid, [.. points], values, default, microgrid).Value;
    }

    public static byte[] Csv(ReadingSet readings) => ReadingsCsv.Write(readings);

    private static void Fill(Span<long> row, Microgrid microgrid, int t)
    {
        var random = new Random(t);
        var (units, members, storage) = (microgrid.Sources.Length, microgrid.Members.Length, microgrid.Storage is not null);
        var load = 0L;
        // 0.15 to 8 kWh, even on the log scale
        for (var i = 0; i < members; i++) load += row[units + i] = (long)Math.Exp(5 + 4 * random.NextDouble());
        var generation = 0L;
        for (var k = 0; k < units; k++) generation += row[k] = (long)(load * 1.2 / units * random.NextDouble());
        long charge = storage && t % 96 is > 40 and < 60 ? generation / 10 : 0, discharge = storage && t % 96 > 76 ? load / 20 : 0;
        if (storage) (row[units + members], row[units + members + 1]) = (charge, discharge);
        var balance = generation + discharge - load - charge;
        row[^2] = Math.Max(0, -balance) + load / 100;
        row[^1] = Math.Max(0, balance);
    }
}
