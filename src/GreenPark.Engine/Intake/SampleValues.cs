using System.Text.RegularExpressions;

namespace GreenPark.Engine.Intake;

/// <summary>Channels, numbers and units of a file whose stamps are known; gives the whole profile.</summary>
internal static partial class SampleValues
{
    private static readonly (string Text, ValueKind Kind, string Unit)[] Units =
    [
        ("mwh", ValueKind.Energy, "MWh"), ("kwh", ValueKind.Energy, "kWh"), ("wh", ValueKind.Energy, "Wh"),
        ("mw", ValueKind.Power, "MW"), ("kw", ValueKind.Power, "kW"), ("w", ValueKind.Power, "W"),
        ("兆瓦时", ValueKind.Energy, "MWh"), ("千瓦时", ValueKind.Energy, "kWh"), ("兆瓦", ValueKind.Power, "MW"), ("千瓦", ValueKind.Power, "kW"),
    ];

    private static readonly string[] OtherParts = ["voltage", "status", "temperature", "frequency", "power factor", "cos phi", "电压", "电流", "状态", "温度", "频率", "功率因数"];
    private static readonly string[] OtherUnits = ["V", "kV", "Hz", "°C"];

    /// <summary>Amperes are measured beside volts; alone it is hall A, and the current year.</summary>
    private static readonly string[] BesideVolts = ["V", "kV", "Hz"], VoltParts = ["voltage", "frequency", "电压", "频率"];

    public static ImportProfile Complete(SampleTable table, SampleStamps stamps, Findings found)
    {
        var columns = table.Names.Select(n => new SampleColumn(n)).ToArray();
        table.Each((_, row, cells) =>
        {
            for (var c = 0; c < columns.Length && c < cells.Length; c++)
                if (!stamps.Columns.Contains(c)) columns[c].Take(row.Slice(cells[c].Start, cells[c].Length));
        });
        var numeric = columns.Where(c => c.IsNumeric && c.Name.Length > 0).ToArray();
        SampleColumn[] texts = stamps.Repeats ? [.. columns.Where((c, i) => !stamps.Columns.Contains(i) && !c.IsNumeric && c.Texts.Count > 0 && c.Name.Length > 0)] : [];
        var name = texts.FirstOrDefault(c => stamps.Distinct == 1 || c.ComesAgain) ?? texts.FirstOrDefault(c => !c.IsNearlyDistinct);
        if (stamps.Repeats && name is null) found.Ask("file", "intake.ask_long");
        var isLong = name is not null && numeric.Length > 0;
        if (isLong)
        {
            found.Saw("file", "intake.seen_long", name!.Name, name.Texts.Count);
            if (numeric.Length > 1) found.Ask("values.valueColumn", "intake.ask_value_column", Joined(numeric.Select(c => c.Name)));
            numeric = numeric[..1];
        }
        if (!isLong) numeric = OfEnergy(numeric);
        var channels = (isLong ? name!.Texts.Keys : numeric.Select(c => c.Name)).ToArray();
        if (!isLong) found.Saw("channels", "intake.seen_channels", numeric.Length, Joined(numeric.Select(c => c.Name)));
        var (kind, unit) = UnitOf(numeric, found);
        var sentinels = numeric.SelectMany(c => c.Sentinels.Concat(c.Texts)).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Value));
        foreach (var (text, count) in sentinels) found.Saw("values.sentinels", "intake.seen_sentinel", text, count);
        foreach (var column in numeric.Where(c => c.Negatives > 0)) found.Ask("values.negative", "intake.ask_negative", column.Name, column.Negatives);
        foreach (var column in numeric.Where(c => c.RunsUp)) found.Ask("values.kind", "intake.ask_register", column.Name);
        return new ImportProfile
        {
            Format = isLong ? IntakeFormat.LongCsv : IntakeFormat.WideCsv,
            Text = Numbers(table.Layout, numeric, found),
            Stamps = stamps.Layout,
            IntervalMinutes = stamps.IntervalMinutes,
            Values = new ValueLayout
            {
                Kind = kind, Unit = unit, Sentinels = [.. sentinels.Keys.Order(StringComparer.Ordinal)],
                ChannelColumn = isLong ? name!.Name : "", ValueColumn = isLong ? numeric[0].Name : "",
            },
            Channels = channels.Distinct().ToDictionary(c => c, _ => (string?)null),
        };
    }

    private static TextLayout Numbers(TextLayout text, SampleColumn[] numeric, Findings found)
    {
        var (points, commas, unclear) = (numeric.Sum(c => c.Points), numeric.Sum(c => c.Commas), numeric.Sum(c => c.Unclear));
        var thousands = numeric.Select(c => c.Thousands).FirstOrDefault(t => t is not null);
        var mark = commas > points || (points == 0 && thousands == '.') ? ',' : '.';
        if (points > 0 && commas > 0) found.Ask("text.decimalMark", "intake.ask_mark", points, commas);
        else if (points + commas > 0) found.Saw("text.decimalMark", "intake.seen_mark", mark, points + commas);
        else if (unclear > 0) found.Ask("text.decimalMark", "intake.ask_thousands", unclear);
        if (thousands is { } apart && apart != mark) found.Saw("text.thousandsSeparator", "intake.seen_thousands", apart);
        return text with { DecimalMark = mark, ThousandsSeparator = thousands == mark ? null : thousands };
    }

    /// <summary>The unit in the names of the columns, where they agree.</summary>
    private static (ValueKind, string) UnitOf(SampleColumn[] numeric, Findings found)
    {
        var named = numeric.Select(c => (c.Name, Unit: UnitIn(c.Name))).Where(c => c.Unit is not null).ToArray();
        var units = named.Select(c => c.Unit!.Value).Distinct().ToArray();
        if (units.Length == 1)
        {
            found.Saw("values.unit", "intake.seen_unit", units[0].Unit, named[0].Name);
            return units[0];
        }
        found.Ask("values.unit", units.Length == 0 ? "intake.ask_unit" : "intake.ask_units", Joined(units.Length == 0 ? numeric.Select(c => c.Name) : named.Select(c => c.Name)));
        return (ValueKind.Energy, "kWh");
    }

    public static (ValueKind Kind, string Unit)? UnitIn(string name)
    {
        foreach (var (text, kind, unit) in Units)
            if (text[0] > 'z' ? name.Contains(text, StringComparison.Ordinal) : Words().Matches(name).Any(w => w.Value.Equals(text, StringComparison.OrdinalIgnoreCase))) return (kind, unit);
        return null;
    }

    /// <summary>
    /// The columns that name a unit of energy or power, or, where none does, those that do not say that they hold anything else. To read
    /// all others as energy, too, would make a meter of the weather.
    /// </summary>
    private static SampleColumn[] OfEnergy(SampleColumn[] numeric)
    {
        if (numeric.Where(c => UnitIn(c.Name) is not null).ToArray() is { Length: > 0 } named) return named;
        var hasVolts = numeric.Any(c => Names(c.Name, VoltParts) || Bears(c.Name, BesideVolts));
        return numeric.Where(c => !(Names(c.Name, OtherParts) || Bears(c.Name, OtherUnits) || (hasVolts && (Names(c.Name, ["current"]) || Bears(c.Name, ["A"]))))).ToArray() is { Length: > 0 } energy ? energy : numeric;
    }

    /// <summary>A whole word of the name; Chinese has no spaces between words.</summary>
    private static bool Names(string name, string[] parts) => parts.Any(x => x[0] > 'z' ? name.Contains(x, StringComparison.Ordinal) : Regex.IsMatch(name, $"(?<![A-Za-z]){x}(?![A-Za-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    /// <summary>Upper and lower case as units are written.</summary>
    private static bool Bears(string name, string[] units) => units.Any(x => name.EndsWith($"({x})", StringComparison.Ordinal) || name.EndsWith($"[{x}]", StringComparison.Ordinal));

    private static string Joined(IEnumerable<string> names) => string.Join(", ", names.Take(8)) is var joined && names.Skip(8).Any() ? joined + ", …" : joined;

    /// <summary>Words of letters, but not a unit that another divides: W/m2 is no power.</summary>
    [GeneratedRegex("[A-Za-z]+(?![A-Za-z]*/)", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
