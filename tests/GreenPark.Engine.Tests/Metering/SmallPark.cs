using System.Text;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Tests.Metering;

/// <summary>Two members, one plant, 60-minute intervals in Asia/Shanghai, and 2 March 2026: the ground for faults.</summary>
internal static class SmallPark
{
    /// <summary>Columns of a row: the label ends at 25; PV stands at 27, F at 33, M at 39, IMP at 45, EXP at 51.</summary>
    public const string Header = "interval_start,PV,F,M,IMP,EXP";

    public const string Json = """
        {
          "method": "gpm-1",
          "microgrid": {
            "code": "mg", "timeZone": "Asia/Shanghai", "intervalMinutes": 60, "lossTreatment": "none",
            "sources": [ { "code": "pv", "technology": "solar", "factor": 0 } ],
            "members": [ { "code": "forge" }, { "code": "mould", "name": "海港模具", "baselineFactor": 585.6 } ],
            "meteringPoints": [
              { "code": "PV", "measures": "generation", "of": "pv" },
              { "code": "F", "measures": "consumption", "of": "forge", "sign": 1 },
              { "code": "M", "measures": "consumption", "of": "mould", "from": "2018-01-01", "to": "2030-01-01" },
              { "code": "IMP", "measures": "import" }, { "code": "EXP", "measures": "export" }
            ],
            "contracts": [
              { "code": "jp", "priority": 1, "sources": ["pv"], "rule": "fixedShares",
                "members": [ { "code": "forge", "sharePpm": 600000, "tier": 1 }, { "code": "mould", "sharePpm": 400000 } ] }
            ],
            "factors": { "family": "operational", "gridAverage": 536.6, "residual": 585.6, "provenance": "a test" }
          }
        }
        """;

    public static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Json);

    public static Microgrid Microgrid => ParkFileReader.Read(Bytes, "park.json").Value.Microgrid;

    public static string Start(int hour, string day = "2026-03-02") => $"{day}T{hour:00}:00:00+08:00";

    public static List<string> Lines(string day = "2026-03-02") =>
        [Header, .. Enumerable.Range(0, 24).Select(h => $"{Start(h, day)},6.000,6.000,3.000,3.000,0.000")];

    public static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));
}
