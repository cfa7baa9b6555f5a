using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz.Plain;

internal sealed record PlainInterval(string Channel, long Start, int Seconds, BigInteger Microjoules);

/// <summary>Formats that describe themselves, each as plainly as it can be read.</summary>
internal static class PlainFormats
{
    private const long OfWh = 3_600_000_000;

    /// <summary>NEM12: 300 rows at market time, without the intervals that a flag calls null.</summary>
    public static List<PlainInterval> Nem12(byte[] bytes, ImportProfile profile)
    {
        var intervals = new List<PlainInterval>();
        var (name, unit, step, day) = ("", 0L, 0, 0L);
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var f = line.TrimEnd('\r').Split(',').Select(x => x.Trim(' ')).Concat(Enumerable.Repeat("", 9)).ToArray();
            if (f[0] == "200")
            {
                (name, step) = ($"{f[1]}-{f[4]}", int.TryParse(f[8], out var minutes) ? minutes * 60 : 0);
                unit = f[7].ToUpperInvariant() switch { "WH" => OfWh, "KWH" => OfWh * 1_000, "MWH" => OfWh * 1_000_000, _ => 0 };
                if (profile.Channels.GetValueOrDefault(name) is null) unit = 0;
            }
            else if (f[0] == "300" && unit > 0)
            {
                day = (long)(DateTime.ParseExact(f[1], "yyyyMMdd", CultureInfo.InvariantCulture).AddHours(-10) - DateTime.UnixEpoch).TotalSeconds;
                var count = 86_400 / step;
                for (var i = 0; i < count && f[2 + count] != "N"; i++)
                    if (f[2 + i].Length > 0) intervals.Add(new PlainInterval(name, day + i * step, step, Exact(f[2 + i], unit)));
            }
            else if (f[0] == "400" && unit > 0 && f[3] == "N")
            {
                for (var i = int.Parse(f[1], CultureInfo.InvariantCulture); i <= int.Parse(f[2], CultureInfo.InvariantCulture); i++) intervals.RemoveAll(x => x.Channel == name && x.Start == day + (i - 1) * step);
            }
        }
        return intervals;
    }

    /// <summary>Each channel in the shortest of its lengths: a longer interval evenly, what a register would have counted at the end of each part, in whole µJ.</summary>
    public static Readings Even(IEnumerable<PlainInterval> intervals)
    {
        var readings = new Readings();
        foreach (var channel in intervals.GroupBy(i => i.Channel))
        {
            var shortest = channel.Min(i => i.Seconds);
            foreach (var (_, start, seconds, energy) in channel)
                for (var (part, parts) = (0, seconds / shortest); part < parts; part++) readings.Add(channel.Key, start + part * shortest, energy * (part + 1) / parts - energy * part / parts);
        }
        return readings;
    }

    /// <summary>The gateway's JSON: whole Wh, null for missing.</summary>
    public static Readings Json(byte[] bytes)
    {
        var intervals = new List<PlainInterval>();
        using var document = JsonDocument.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes);
        if (document.RootElement.EnumerateObject().Count() > 1) throw new FormatException("more than points");
        foreach (var block in document.RootElement.GetProperty("points").EnumerateArray())
        {
            if (block.EnumerateObject().GroupBy(p => p.Name).Any(g => g.Count() > 1)) throw new FormatException("a property twice");
            var start = PlainStamp.Iso(block.GetProperty("start").GetString()!);
            var quality = block.TryGetProperty("quality", out var flags) ? flags.GetString() : null;
            var (values, seconds) = (block.GetProperty("kWh").EnumerateArray().ToArray(), block.GetProperty("intervalMinutes").GetInt32() * 60);
            for (var i = 0; i < values.Length; i++)
                if (values[i].ValueKind != JsonValueKind.Null && quality?[i] is not '-')
                    intervals.Add(new PlainInterval(block.GetProperty("point").GetString()!, start + i * (long)seconds, seconds, Exact(values[i].ToString(), OfWh * 1_000)));
        }
        return Even(intervals);
    }

    /// <summary>The method's own wide CSV: kWh with at most three decimals.</summary>
    public static Readings Wide(byte[] bytes)
    {
        var readings = new Readings();
        var lines = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF').TrimEnd('\r', '\n').Split('\n').Select(l => (l.EndsWith('\r') ? l[..^1] : l).Split(',')).ToArray();
        foreach (var row in lines.Skip(1))
            for (var c = 1; c < lines[0].Length; c++)
                if (row[c].Length > 0) readings.Add(lines[0][c].Trim(), PlainStamp.Iso(row[0]), Exact(row[c], OfWh * 1_000));
        return readings;
    }

    /// <summary>Green Button: every reading of every block, under the meter reading whose collection it names.</summary>
    public static Readings GreenButton(byte[] bytes, ImportProfile profile)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom", espi = "http://naesb.org/espi";
        var readings = new Readings();
        var entries = XDocument.Load(new MemoryStream(bytes)).Descendants(atom + "entry").ToArray();
        string Link(XElement entry, string rel) => entry.Descendants(atom + "link").LastOrDefault(l => (string?)l.Attribute("rel") == rel)?.Attribute("href")?.Value.TrimEnd('/') ?? "";
        foreach (var meter in entries.Where(e => e.Descendants(espi + "MeterReading").Any()))
        {
            var name = Link(meter, "self") is var self && self.LastIndexOf("UsagePoint/", StringComparison.Ordinal) is >= 0 and var at ? self[at..] : self;
            if (profile.Channels.GetValueOrDefault(name) is null) continue;
            string[] related = [.. meter.Descendants(atom + "link").Where(l => (string?)l.Attribute("rel") == "related").Select(l => l.Attribute("href")?.Value.TrimEnd('/') ?? ""), $"{self}/IntervalBlock"];
            var type = related.Select(r => entries.FirstOrDefault(e => Link(e, "self") == r && e.Descendants(espi + "ReadingType").Any())).OfType<XElement>().First();
            long? Of(string field) => type.Descendants(espi + field).LastOrDefault() is { } found ? long.Parse(found.Value, CultureInfo.InvariantCulture) : null;
            foreach (var block in entries.Where(e => related.Contains(Link(e, "up")) || related.Contains(Link(e, "self"))))
                foreach (var reading in block.Descendants(espi + "IntervalReading"))
                {
                    var period = reading.Descendants(espi + "timePeriod").Single();
                    long In(string field) => long.Parse(period.Descendants(espi + field).Last().Value, CultureInfo.InvariantCulture);
                    if (reading.Descendants(espi + "value").SingleOrDefault() is not { } value) continue;
                    var one = Of("uom") == 38 ? 1_000_000 * In("duration") : OfWh;
                    readings.Add(name, In("start"), Exact($"{long.Parse(value.Value, CultureInfo.InvariantCulture)}", one, (int)(Of("powerOfTenMultiplier") ?? 0)));
                }
        }
        return readings;
    }

    private static BigInteger Exact(string text, long ofOne, int power = 0)
    {
        if (text.StartsWith('-') && text.All(c => c is '-' or '0' or '.')) text = text[1..];   // a meter's minus zero
        var point = text.IndexOf('.');
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture) * ofOne;
        power -= point < 0 ? 0 : text.Length - point - 1;
        return power >= 0 ? digits * BigInteger.Pow(10, power) : BigInteger.DivRem(digits, BigInteger.Pow(10, -power)) is (var whole, { IsZero: true }) ? whole : throw new FormatException($"{text} is too fine");
    }
}
