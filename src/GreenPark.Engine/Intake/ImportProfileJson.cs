using System.Globalization;
using GreenPark.Engine.Evidence;

namespace GreenPark.Engine.Intake;

/// <summary>An import profile as canonical JSON of the format <c>greenpark-import-profile/1</c>: the same profile, the same bytes.</summary>
public static class ImportProfileJson
{
    private static readonly string[] Formats = ["wideCsv", "longCsv", "wideXlsx", "longXlsx", "nem12", "greenButton"];
    private static readonly string[] Ends = ["start", "end"];
    private static readonly string[] Midnights = ["beginsDay", "endsDay"];
    private static readonly string[] Kinds = ["energy", "power", "register"];
    private static readonly string[] Negatives = ["refuse", "missing", "zero"];

    public static byte[] Write(ImportProfile p) => new CanonicalObject
    {
        ["format"] = ImportProfile.FormatName,
        ["file"] = Formats[(int)p.Format],
        ["intervalMinutes"] = p.IntervalMinutes,
        ["text"] = new CanonicalObject
        {
            ["encoding"] = p.Text.Encoding, ["delimiter"] = p.Text.Delimiter.ToString(), ["decimalMark"] = p.Text.DecimalMark.ToString(),
            ["thousandsSeparator"] = p.Text.ThousandsSeparator?.ToString(), ["headerLine"] = p.Text.HeaderLine, ["sheet"] = p.Text.Sheet,
        },
        ["stamps"] = new CanonicalObject
        {
            ["columns"] = Texts(p.Stamps.Columns), ["patterns"] = Texts(p.Stamps.Patterns),
            ["at"] = Ends[(int)p.Stamps.At], ["midnight"] = Midnights[(int)p.Stamps.Midnight], ["zone"] = p.Stamps.Zone,
        },
        ["values"] = new CanonicalObject
        {
            ["kind"] = Kinds[(int)p.Values.Kind], ["unit"] = p.Values.Unit, ["multiplier"] = Written(p.Values.Multiplier),
            ["sentinels"] = Texts(p.Values.Sentinels), ["negative"] = Negatives[(int)p.Values.Negative], ["registerDigits"] = p.Values.RegisterDigits,
            ["channelColumn"] = p.Values.ChannelColumn, ["valueColumn"] = p.Values.ValueColumn,
            ["serialColumn"] = p.Values.SerialColumn, ["flagColumn"] = p.Values.FlagColumn,
            ["flags"] = new CanonicalObject(p.Values.Flags.Select(f => KeyValuePair.Create(f.Key, (CanonicalValue?)f.Value))),
        },
        ["channels"] = new CanonicalObject(p.Channels.Select(c => KeyValuePair.Create(c.Key, (CanonicalValue?)c.Value))),
    }.ToBytes();

    /// <summary>Strictly: canonical, nothing missing, nothing unknown, every value one that can be read by.</summary>
    public static Result<ImportProfile> Read(ReadOnlySpan<byte> json, string fileName) => StrictJson.Read(json, fileName, ImportProfile.FormatName, o =>
    {
        var profile = new ImportProfile
        {
            Format = (IntakeFormat)Choice(o, "file", Formats),
            IntervalMinutes = (int)o.Whole("intervalMinutes", 0, ImportProfileRules.MaxIntervalMinutes),
            Text = ReadText(o.Object("text")),
            Stamps = ReadStamps(o.Object("stamps")),
            Values = ReadValues(o.Object("values")),
            Channels = o.Object("channels").Entries((c, name) => c.TextOrNull(name), anyName: true).ToDictionary(),
        };
        if (o.IsWhole)
            foreach (var (path, expected) in ImportProfileRules.Faults(profile)) o.Refuse(path, expected);
        return profile;
    });

    private static TextLayout ReadText(StrictObject o) => new()
    {
        Encoding = o.OneOf("encoding", ImportProfileRules.Encodings),
        Delimiter = Sign(o, "delimiter", o.Text("delimiter")),
        DecimalMark = Sign(o, "decimalMark", o.Text("decimalMark")),
        ThousandsSeparator = o.TextOrNull("thousandsSeparator") is { } mark ? Sign(o, "thousandsSeparator", mark) : null,
        HeaderLine = (int)o.Whole("headerLine", 1, 10_000),
        Sheet = o.Text("sheet"),
    };

    private static StampLayout ReadStamps(StrictObject o) => new()
    {
        Columns = o.Texts("columns"),
        Patterns = o.Texts("patterns"),
        At = (StampAt)Choice(o, "at", Ends),
        Midnight = (Midnight)Choice(o, "midnight", Midnights),
        Zone = o.Text("zone"),
    };

    private static ValueLayout ReadValues(StrictObject o) => new()
    {
        Kind = (ValueKind)Choice(o, "kind", Kinds),
        Unit = o.OneOf("unit", [.. ImportProfileRules.EnergyUnits, .. ImportProfileRules.PowerUnits]),
        Multiplier = Number(o, "multiplier"),
        Sentinels = o.Texts("sentinels"),
        Negative = (NegativeValues)Choice(o, "negative", Negatives),
        RegisterDigits = (int)o.Whole("registerDigits", 0, ImportProfileRules.MaxRegisterDigits),
        ChannelColumn = o.Text("channelColumn"),
        ValueColumn = o.Text("valueColumn"),
        SerialColumn = o.Text("serialColumn"),
        FlagColumn = o.Text("flagColumn"),
        Flags = o.Object("flags").Entries((f, flag) => f.OneOf(flag, ImportProfileRules.Qualities), anyName: true).ToDictionary(),
    };

    private static int Choice(StrictObject o, string name, string[] names) => Array.IndexOf(names, o.OneOf(name, names));

    private static char Sign(StrictObject o, string name, string text)
    {
        if (text.Length == 1) return text[0];
        if (o.IsWhole) o.Refuse(name, "1 character");
        return ',';
    }

    /// <summary>A text, because a JSON number would go through a double; without zeros that say nothing, so that there is one spelling.</summary>
    private static decimal Number(StrictObject o, string name)
    {
        var text = o.Text(name);
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Written(number) == text) return number;
        if (o.IsWhole) o.Refuse(name, "80 | 0.5");
        return 1;
    }

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static CanonicalArray Texts(IEnumerable<string> texts) => new(texts.Select(t => (CanonicalValue?)t));
}
