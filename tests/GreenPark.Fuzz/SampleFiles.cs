using System.Text;

namespace GreenPark.Fuzz;

/// <summary>Small files in the style of each format, and the first days of measured ones where the data folder lies beside the repository.</summary>
internal static class SampleFiles
{
    private static readonly DateTime First = new(2026, 3, 1);

    public static string Root { get; } = Find();

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The first lines of a file of <c>shared/data/raw</c>, or null where this machine has none.</summary>
    public static byte[]? Measured(string name, int lines)
    {
        for (var folder = new DirectoryInfo(Root).Parent; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "raw", name);
            if (!File.Exists(path)) continue;
            var bytes = File.ReadAllBytes(path);
            var end = 0;
            for (var line = 0; line < lines && end < bytes.Length; line++) end = Array.IndexOf(bytes, (byte)'\n', end) is >= 0 and var at ? at + 1 : bytes.Length;
            return bytes[..end];
        }
        return null;
    }

    public static readonly byte[] Wide = Utf8("time,A,\"B, east\",C\r\n" + Rows(30, (i, t) => $"{t:yyyy-MM-dd HH:mm},{i}.{i % 7}5,{(i % 9 == 4 ? "-99" : $"\"{i * 3}\"")},{(i % 5 == 0 ? "" : "12.000")}\r\n"));

    public static readonly byte[] Semicolons = Encoding.Latin1.GetBytes("Export vom 1. März\n\nDatum;Uhrzeit;Zähler 1;Zähler 2\n" + Rows(30, (i, t) => $"{t.AddMinutes(15):dd.MM.yyyy};{t.AddMinutes(15):HH:mm};1.234,{i:00}1;{(i % 4 == 3 ? "-" : $"-0,{i}")}\n"));

    public static readonly byte[] Long = Utf8("time,meter,kWh,flag\n" + Rows(16, (i, t) => string.Concat(new[] { "M1", "M2", "X" }.Select(m => $"{t:yyyy-MM-ddTHH:mm:ss}+08:00,{m},{i}.25,{(i % 6 == 1 ? "est" : i % 6 == 2 ? "gap" : "")}\n"))));

    public static readonly byte[] Register = Utf8("time,meter,reading,serial\n" + Rows(24, (i, t) => $"{t:M/d/yyyy h:mm tt},A,{(i < 8 ? 9990 + i : i < 16 ? i - 8 : 500 + i)}.5,{(i < 16 ? "S1" : "S2")}\n".Replace("9998", "9999", StringComparison.Ordinal)));

    public static readonly byte[] Nem12 = Utf8(
        "100,NEM12,202603020000,MDA1,Ret1\n200,NMI0000001,E1B1,1,E1,N1,METER1,kWh,60,20260401\n" + Day("20260301", 24, "A,,,20260302120000,") + Day("20260302", 24, "V,,,,")
        + "400,1,10,A,,\n400,11,12,N,,\n400,13,24,S14,76,\n200,NMI0000001,E1B1,1,E1,N1,METER2,kWh,30,\n" + Day("20260303", 48, "A") + "200,NMI0000001,E1B1,2,B1,N2,METER1,Wh,30,\n" + Day("20260301", 48, "E52") + "500,O,S1,20260302,1\n900\n");

    public static readonly byte[] Nem13 = Utf8(
        "100,NEM13,202603020000,MDA1,Ret1\n250,NMI0000001,1141,1,11,11,MET1,E,000021.2,20260101000000,A,,,000534.5,20260301000000,E64,77,,513.3,kWh,20260401,20260302125010,\n550,N,,A,\n900\n");

    public static readonly byte[] Json = Utf8("""
        { "points": [
          { "point": "MP-F", "start": "2026-01-01T00:00:00+08:00", "intervalMinutes": 15, "kWh": [1.25, null, "0.750", 0, 12345.678], "quality": "ME-XM" },
          { "point": "MP-G", "start": "2026-01-01T00:00:00Z", "intervalMinutes": 60, "kWh": [3, 4.5] },
          { "point": "MP-F", "start": "2026-01-01T01:15:00+08:00", "intervalMinutes": 15, "kWh": ["7.001", 8] } ] }
        """);

    public static readonly byte[] Park = Utf8("""
        { "method": "gpm-1", "park": { "code": "harbour", "name": "Harbour Park", "nameZh": "海港园区" },
          "microgrid": { "code": "mg", "timeZone": "Asia/Shanghai", "intervalMinutes": 60, "lossTreatment": "none",
            "storage": { "efficiencyPpm": 880000, "openingGreenWh": 1000, "openingOtherWh": 500 },
            "sources": [ { "code": "pv", "technology": "solar", "factor": 41.5 } ],
            "members": [ { "code": "forge" }, { "code": "mould", "name": "海港模具", "baselineFactor": 585.6 } ],
            "meteringPoints": [ { "code": "PV", "measures": "generation", "of": "pv" }, { "code": "F", "measures": "consumption", "of": "forge", "sign": 1 },
              { "code": "M", "measures": "consumption", "of": "mould", "from": "2018-01-01", "to": "2030-01-01" }, { "code": "IMP", "measures": "import" }, { "code": "EXP", "measures": "export" } ],
            "contracts": [ { "code": "jp", "priority": 1, "sources": ["pv"], "rule": "fixedShares", "members": [ { "code": "forge", "sharePpm": 600000 }, { "code": "mould", "sharePpm": 400000 } ] } ],
            "factors": { "family": "operational", "gridAverage": 536.6, "residual": 585.6, "provenance": "a test" } } }
        """);

    public static readonly byte[] Readings = Utf8("interval_start,PV,F,M,IMP,EXP\n" + Rows(24, (i, _) => $"{First.AddHours(i):yyyy-MM-ddTHH:mm:ss}+08:00,6.{i:000},{i}.5,,3.000,0\n"));

    public static byte[] GreenButton()
    {
        static string Entry(string self, string up, string links, string content) => $"<entry><id>urn:uuid:1</id><link rel=\"self\" href=\"{self}\"/><link rel=\"up\" href=\"{up}\"/>{links}<title>T</title><content>{content}</content></entry>\n";
        const string ns = "xmlns=\"http://naesb.org/espi\"", meter = "R/1/UsagePoint/01/MeterReading/01";
        var readings = string.Concat(Enumerable.Range(0, 24).Select(i => $"<IntervalReading><timePeriod><duration>900</duration><start>{1_772_294_400 + i * 900}</start></timePeriod>{(i % 5 == 0 ? "<ReadingQuality><quality>8</quality></ReadingQuality>" : "")}<value>{450 + i}</value></IntervalReading>\n"));
        return Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
            + Entry("R/1/UsagePoint/01", "R/1/UsagePoint", "", $"<UsagePoint {ns}/>")
            + Entry(meter, "R/1/UsagePoint/01/MeterReading", $"<link rel=\"related\" href=\"{meter}/IntervalBlock\"/><link rel=\"related\" href=\"ReadingType/07\"/>", $"<MeterReading {ns}/>")
            + Entry("ReadingType/07", "ReadingType", "", $"<ReadingType {ns}><accumulationBehaviour>4</accumulationBehaviour><commodity>1</commodity><intervalLength>900</intervalLength><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom></ReadingType>")
            + Entry($"{meter}/IntervalBlock/1", $"{meter}/IntervalBlock", "", $"<IntervalBlock {ns}><interval><duration>21600</duration><start>1772294400</start></interval>{readings}</IntervalBlock>")
            + "</feed>\n");
    }

    private static string Day(string day, int values, string tail) => $"300,{day},{string.Join(',', Enumerable.Range(1, values).Select(i => $"{i}.{i % 10}"))},{tail}\n";

    private static string Rows(int count, Func<int, DateTime, string> row) => string.Concat(Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{row(i, First.AddMinutes(15 * i))}")));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GreenPark.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Start the program from the repository's build.");
    }
}
