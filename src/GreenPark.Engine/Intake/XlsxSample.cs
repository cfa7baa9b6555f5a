using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GreenPark.Engine.Intake;

/// <summary>
/// What a workbook tells without being read whole: its first sheet's column names, units in them, and how far apart its first dates are. A
/// cell's number may be a date, an energy or a power, so everything else is asked.
/// </summary>
internal static class XlsxSample
{
    private const int MostHeaderLines = 50, DatesLookedAt = 200;

    /// <summary>Null where the package is damaged or its first sheet has no line of names; reading it then says why.</summary>
    public static ImportProfile? Suggest(ReadOnlyMemory<byte> bytes, string fileName, Findings found)
    {
        try
        {
            return XlsxDamage.Guard(() => Look(bytes, fileName, found));
        }
        catch (XlsxDamage)
        {
            return null;
        }
    }

    private static ImportProfile? Look(ReadOnlyMemory<byte> bytes, string fileName, Findings found)
    {
        if (WorkbookPackage.Fault(bytes, fileName, IntakeLimits.Default) is not null) return null;
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(bytes.ToArray(), writable: false), isEditable: false);
        if (workbook.WorkbookPart is not { Workbook: { } root } book || root.Sheets?.Elements<Sheet>().FirstOrDefault() is not { } sheet) return null;
        if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part || Header(book, part) is not var (line, names)) return null;
        found.Columns = names;
        found.Saw("text.headerLine", "intake.seen_header", line);
        found.Saw("stamps.columns", "intake.seen_stamps", names[0]);
        string[] named = [.. names.Skip(1).Where(x => SampleValues.UnitIn(x) is not null)], channels = named.Length > 0 ? named : names[1..];
        found.Saw("channels", "intake.seen_channels", channels.Length, string.Join(", ", channels.Take(10)));
        found.Ask("stamps.zone", "intake.ask_zone", new StampLayout().Zone);
        found.Ask("stamps.at", "intake.ask_end");
        var profile = new ImportProfile
        {
            Format = IntakeFormat.WideXlsx,
            Text = new TextLayout { HeaderLine = line, Sheet = sheet.Name?.Value ?? "" },
            Channels = channels.ToDictionary(x => x, _ => (string?)null),
        };
        return profile with { IntervalMinutes = Interval(book, part, line, found) ?? profile.IntervalMinutes, Values = Unit(channels, found) };
    }

    /// <summary>The unit that the names agree on.</summary>
    private static ValueLayout Unit(string[] channels, Findings found)
    {
        (ValueKind Kind, string Unit)[] units = [.. channels.Select(SampleValues.UnitIn).OfType<(ValueKind, string)>().Distinct()];
        if (units is [var only])
        {
            found.Saw("values.unit", "intake.seen_unit", only.Unit, channels[0]);
            return new ValueLayout { Kind = only.Kind, Unit = only.Unit };
        }
        found.Ask("values.unit", units.Length == 0 ? "intake.ask_unit" : "intake.ask_units", string.Join(", ", channels.Take(10)));
        return new ValueLayout();
    }

    /// <summary>How far apart most of the first dates are; null where the first column has none, or texts.</summary>
    private static int? Interval(WorkbookPart book, WorksheetPart part, int headerLine, Findings found)
    {
        using var rows = new XlsxRows(part, XlsxSharedTexts.Read(book.SharedStringTablePart));
        var (row, dates) = (new List<XlsxCell>(), new List<long>());
        while (dates.Count < DatesLookedAt && rows.Next(row))
            if (rows.Line > headerLine && row is [{ IsNumber: true, Text: { } text }, ..] && ExcelNumber.TryParse(text, out var serial) && ExcelNumber.LocalSeconds(serial, false) is { } date) dates.Add(date);
        var most = dates.Zip(dates.Skip(1), (a, b) => Math.Abs(b - a)).Where(x => x > 0).GroupBy(x => x).MaxBy(x => x.Count());
        if (most is null || most.Count() * 2 < dates.Count || most.Key % 60 != 0 || most.Key / 60 > ImportProfileRules.MaxIntervalMinutes)
        {
            found.Ask("intervalMinutes", "intake.ask_interval");
            return null;
        }
        found.Saw("intervalMinutes", "intake.seen_interval", most.Key / 60, most.Count());
        return (int)(most.Key / 60);
    }

    /// <summary>
    /// The line with the most texts, two at least; the first of them names the times. Of equals the last above the first line with a number:
    /// titles (site, period) stand higher, and rows whose dates are texts lower.
    /// </summary>
    private static (int Line, string[] Names)? Header(WorkbookPart book, WorksheetPart part)
    {
        using var rows = new XlsxRows(part, XlsxSharedTexts.Read(book.SharedStringTablePart));
        var row = new List<XlsxCell>();
        (int Line, string[] Names)? header = null;
        var numbers = false;
        while (rows.Next(row) && rows.Line <= MostHeaderLines)
        {
            string[] names = [.. row.Where(c => !c.IsEmpty && !c.IsNumber).Select(c => c.Text!.Trim()).Distinct()];
            numbers |= row.Exists(c => c.IsNumber);
            var most = header?.Names.Length ?? 1;
            if (names.Length > most || (names.Length == most && !numbers && header is not null)) header = (rows.Line, names);
        }
        return header;
    }
}
