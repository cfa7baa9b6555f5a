using System.Text.RegularExpressions;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Features.Metering;

/// <summary>What the form of an import profile holds while someone types; null where something is still to be chosen.</summary>
public sealed partial class ProfileForm
{
    private const decimal Micro = 1_000_000;

    public IntakeFormat? Format { get; set; }
    public string? Encoding { get; set; }
    public string? Delimiter { get; set; }
    public string? DecimalMark { get; set; }
    public string? Thousands { get; set; }
    public long? HeaderLine { get; set; }
    public string? Sheet { get; set; }
    public string? StampColumn { get; set; }
    public string? TimeColumn { get; set; }

    /// <summary>One a line, as are the sentinels and flags.</summary>
    public string? Patterns { get; set; }
    public StampAt? At { get; set; }
    public Midnight? Midnight { get; set; }
    public string? Zone { get; set; }
    public ValueKind? Kind { get; set; }
    public string? Unit { get; set; }
    public long? MultiplierMicro { get; set; }
    public long? IntervalMinutes { get; set; }
    public string? Sentinels { get; set; }
    public NegativeValues? Negative { get; set; }
    public long? RegisterDigits { get; set; }
    public string? ChannelColumn { get; set; }
    public string? ValueColumn { get; set; }
    public string? SerialColumn { get; set; }
    public string? FlagColumn { get; set; }

    /// <summary>Each as <c>A=M</c>.</summary>
    public string? Flags { get; set; }
    public IReadOnlyDictionary<string, string?> Channels { get; set; } = new Dictionary<string, string?>();

    /// <summary>A profile's JSON has its channels in the order of their letters; people know that of the file.</summary>
    public void OrderAs(IReadOnlyList<string> columns)
    {
        var at = columns.Index().ToDictionary(x => x.Item, x => x.Index);
        Channels = Channels.OrderBy(x => at.GetValueOrDefault(x.Key, int.MaxValue)).ToDictionary();
    }

    /// <summary>One a line; a name that stays keeps its metering point.</summary>
    public string? ChannelNames
    {
        get => Joined(Channels.Keys);
        set
        {
            if (value != ChannelNames) Channels = Lines(value).Distinct().ToDictionary(x => x, x => Channels.GetValueOrDefault(x));
        }
    }

    public static ProfileForm Of(ImportProfile x) => new()
    {
        Format = x.Format, IntervalMinutes = x.IntervalMinutes, Channels = x.Channels,
        Encoding = x.Text.Encoding, Delimiter = x.Text.Delimiter.ToString(), DecimalMark = x.Text.DecimalMark.ToString(),
        Thousands = x.Text.ThousandsSeparator?.ToString(), HeaderLine = x.Text.HeaderLine, Sheet = x.Text.Sheet,
        StampColumn = x.Stamps.Columns.ElementAtOrDefault(0), TimeColumn = x.Stamps.Columns.ElementAtOrDefault(1), Patterns = Joined(x.Stamps.Patterns),
        At = x.Stamps.At, Midnight = x.Stamps.Midnight, Zone = x.Stamps.Zone,
        Kind = x.Values.Kind, Unit = x.Values.Unit, MultiplierMicro = (long)(x.Values.Multiplier * Micro), Sentinels = Joined(x.Values.Sentinels),
        Negative = x.Values.Negative, RegisterDigits = x.Values.RegisterDigits, ChannelColumn = x.Values.ChannelColumn, ValueColumn = x.Values.ValueColumn,
        SerialColumn = x.Values.SerialColumn, FlagColumn = x.Values.FlagColumn, Flags = Joined(x.Values.Flags.Select(f => $"{f.Key}={f.Value}")),
    };

    public static ProfileForm OfJson(string json) => Of(ImportProfileJson.Read(System.Text.Encoding.UTF8.GetBytes(json), "profile").Value);

    public string ToJson() => System.Text.Encoding.UTF8.GetString(ImportProfileJson.Write(ToProfile()));

    /// <summary>Only for a form without <see cref="Missing"/>; whether it can be read by is checked with the file.</summary>
    public ImportProfile ToProfile() => new()
    {
        Format = Format ?? default, IntervalMinutes = (int)(IntervalMinutes ?? 0), Channels = Channels,
        Text = new TextLayout
        {
            Encoding = Encoding ?? "", Delimiter = Sign(Delimiter), DecimalMark = Sign(DecimalMark),
            ThousandsSeparator = string.IsNullOrEmpty(Thousands) ? null : Thousands[0], HeaderLine = (int)(HeaderLine ?? 0), Sheet = Sheet ?? "",
        },
        Stamps = new StampLayout
        {
            Columns = [.. new[] { StampColumn, TimeColumn }.Where(x => !string.IsNullOrEmpty(x)).Select(x => x!)],
            Patterns = Lines(Patterns), At = At ?? default, Midnight = Midnight ?? default, Zone = Zone?.Trim() ?? "",
        },
        Values = new ValueLayout
        {
            Kind = Kind ?? default, Unit = Unit ?? "", Multiplier = (MultiplierMicro ?? 0) / Micro, Sentinels = Lines(Sentinels), Negative = Negative ?? default,
            RegisterDigits = (int)(RegisterDigits ?? 0), ChannelColumn = ChannelColumn ?? "", ValueColumn = ValueColumn ?? "", SerialColumn = SerialColumn ?? "",
            FlagColumn = FlagColumn ?? "", Flags = FlagsOf(Flags),
        },
    };

    /// <summary>What was asked is answered by a person and never by what was preset.</summary>
    public void Ask(IEnumerable<Error> questions)
    {
        foreach (var question in questions)
            switch (question.Field)
            {
                case "file": Format = null; break;
                case "text.encoding": Encoding = null; break;
                case "text.headerLine": HeaderLine = null; break;
                case "text.decimalMark": DecimalMark = null; break;
                case "stamps.at": At = null; break;
                case "stamps.zone": Zone = null; break;
                case "stamps.patterns" when question.Code == "intake.ask_day_or_month": Patterns = null; break;
                case "intervalMinutes": IntervalMinutes = null; break;
                case "values.kind": Kind = null; break;
                case "values.unit": Unit = null; break;
                case "values.negative": Negative = null; break;
                case "values.valueColumn": ValueColumn = null; break;
            }
    }

    /// <summary>What is still to be chosen.</summary>
    public IReadOnlyList<Error> Missing() =>
    [
        .. new (string Name, bool IsMissing)[]
        {
            ("file", Format is null), ("encoding", Encoding is null), ("delimiter", string.IsNullOrEmpty(Delimiter)), ("decimalMark", string.IsNullOrEmpty(DecimalMark)),
            ("headerLine", HeaderLine is null), ("patterns", Lines(Patterns).Count == 0), ("at", At is null), ("midnight", Midnight is null), ("zone", string.IsNullOrWhiteSpace(Zone)),
            ("kind", Kind is null), ("unit", Unit is null), ("multiplier", MultiplierMicro is null), ("intervalMinutes", IntervalMinutes is null), ("negative", Negative is null),
            ("valueColumn", ValueColumn is null), ("flags", Lines(Flags).Any(x => x.LastIndexOf('=') < 0)),
        }.Where(x => x.IsMissing).Select(x => Error.Invalid("field.missing").In(x.Name)),
        .. Zone?.Trim() is { Length: > 0 } zone && !Offset().IsMatch(zone) && !DayGrid.IsZone(zone) ? [Error.Invalid("intake.unknown_zone", zone).In("zone")] : Array.Empty<Error>(),
    ];

    private static Dictionary<string, string> FlagsOf(string? text)
    {
        var flags = new Dictionary<string, string>();
        foreach (var line in Lines(text))
            if (line.LastIndexOf('=') is var at and >= 0) flags[line[..at]] = line[(at + 1)..].Trim();
        return flags;
    }

    private static char Sign(string? text) => string.IsNullOrEmpty(text) ? '\0' : text[0];

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines);

    private static IReadOnlyList<string> Lines(string? text) => [.. (text ?? "").Split('\n').Select(x => x.TrimEnd('\r')).Where(x => x.Length > 0)];

    [GeneratedRegex(@"\A[+-]\d{2}:\d{2}\z")]
    private static partial Regex Offset();
}
