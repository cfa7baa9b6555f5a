using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>What a profile must fulfil beside having the right fields. Used by its JSON and before every reading, since a profile may come from a form.</summary>
internal static class ImportProfileRules
{
    public static readonly string[] Encodings = ["utf-8", "utf-16", "gb18030", "latin-1"];
    public static readonly string[] EnergyUnits = ["Wh", "kWh", "MWh"];
    public static readonly string[] PowerUnits = ["W", "kW", "MW"];
    public static readonly string[] Qualities = ["M", "E", "X", "-"];

    /// <summary>The largest multiplier; with six decimals it keeps products within 128 bits.</summary>
    public const decimal MaxMultiplier = 1_000_000_000;
    public const int MaxRegisterDigits = 15, MaxIntervalMinutes = 1440, MaxFlags = 200;

    private static readonly char[] ThousandsSeparators = [',', '.', '\'', ' ', '\u00A0', '\u202F', '\u2019'];

    /// <summary>The first fault as an error of its own.</summary>
    public static Error? Fault(ImportProfile profile)
    {
        foreach (var (path, expected) in Faults(profile)) return Error.Invalid("intake.bad_profile", path, expected);
        return null;
    }

    /// <summary>Path of each property that does not fit, with what was expected: in signs, the same in every language.</summary>
    public static IEnumerable<(string Path, string Expected)> Faults(ImportProfile profile) =>
        TextFaults(profile.Text).Concat(StampFaults(profile.Stamps)).Concat(ValueFaults(profile.Values)).Concat(OwnFaults(profile));

    private static IEnumerable<(string, string)> OwnFaults(ImportProfile profile)
    {
        var told = profile.Format is IntakeFormat.Nem12 or IntakeFormat.GreenButton;
        if (profile.IntervalMinutes < (told ? 0 : 1) || profile.IntervalMinutes > MaxIntervalMinutes) yield return ("intervalMinutes", $"{(told ? 0 : 1)} … {MaxIntervalMinutes}");
        foreach (var (name, point) in profile.Channels)
            if (name.Length == 0 || (point is not null && !Parks.Codes.IsCode(point))) yield return ($"channels.{name}", "[A-Za-z0-9._-]{1,64} | null");
    }

    private static IEnumerable<(string, string)> TextFaults(TextLayout text)
    {
        if (!Encodings.Contains(text.Encoding)) yield return ("text.encoding", string.Join(" | ", Encodings));
        if (text.DecimalMark is not ('.' or ',')) yield return ("text.decimalMark", ". | ,");
        if (!IsDelimiter(text.Delimiter)) yield return ("text.delimiter", ", | ; | \\t | |");
        if (text.ThousandsSeparator is { } mark && (!ThousandsSeparators.Contains(mark) || mark == text.DecimalMark)) yield return ("text.thousandsSeparator", "null | , | . | ' | U+0020 | U+00A0 | U+202F");
        if (text.HeaderLine is < 1 or > 10_000) yield return ("text.headerLine", "1 … 10000");
    }

    private static IEnumerable<(string, string)> StampFaults(StampLayout stamps)
    {
        if (stamps.Patterns.Count is 0 or > 8) yield return ("stamps.patterns", "1 … 8");
        for (var i = 0; i < stamps.Patterns.Count; i++)
            if (stamps.Patterns[i] != StampPattern.Iso && StampPattern.Parse(stamps.Patterns[i], Encoding.UTF8) is null) yield return ($"stamps.patterns[{i}]", "yyyy-MM-dd HH:mm:ss | iso");
        if (stamps.Columns.Count > 2 || stamps.Columns.Distinct().Count() < stamps.Columns.Count) yield return ("stamps.columns", "0 … 2");
        if (!ZoneClock.IsZone(stamps.Zone)) yield return ("stamps.zone", "+08:00 | Asia/Shanghai");
    }

    private static IEnumerable<(string, string)> ValueFaults(ValueLayout values)
    {
        var units = values.Kind == ValueKind.Power ? PowerUnits : EnergyUnits;
        if (!units.Contains(values.Unit)) yield return ("values.unit", string.Join(" | ", units));
        if (values.Multiplier is <= 0 or > MaxMultiplier || decimal.Round(values.Multiplier, 6) != values.Multiplier) yield return ("values.multiplier", "0.000001 … 1000000000");
        if (values.RegisterDigits is < 0 or > MaxRegisterDigits) yield return ("values.registerDigits", $"0 … {MaxRegisterDigits}");
        if (values.Flags.Count > MaxFlags) yield return ("values.flags", $"0 … {MaxFlags}");
        foreach (var (flag, quality) in values.Flags)
            if (!Qualities.Contains(quality)) yield return ($"values.flags.{flag}", string.Join(" | ", Qualities));
    }

    /// <summary>ASCII that stands in no number, date or word.</summary>
    private static bool IsDelimiter(char c) => c is '\t' or (> ' ' and < '\u007F' and not ('"' or '-' or '+' or '.' or ':' or '/') and not (>= '0' and <= '9')) && !char.IsAsciiLetter(c);
}
