using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GreenPark.Engine.Intake;

/// <summary>
/// What a workbook tells without being read whole: its first sheet's column names. A cell's number may be a date, an energy or a power, so
/// everything else is asked.
/// </summary>
internal static class XlsxSample
{
    private const int MostHeaderLines = 50;

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
        found.Saw("channels", "intake.seen_channels", names.Length - 1, string.Join(", ", names.Skip(1).Take(10)));
        Ask(found, names);
        return new ImportProfile
        {
            Format = IntakeFormat.WideXlsx,
            Text = new TextLayout { HeaderLine = line, Sheet = sheet.Name?.Value ?? "" },
            Channels = names.Skip(1).ToDictionary(x => x, _ => (string?)null),
        };
    }

    private static void Ask(Findings found, string[] names)
    {
        found.Ask("stamps.zone", "intake.ask_zone", new StampLayout().Zone);
        found.Ask("stamps.at", "intake.ask_end");
        found.Ask("intervalMinutes", "intake.ask_interval");
        found.Ask("values.unit", "intake.ask_unit", string.Join(", ", names.Skip(1).Take(10)));
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
