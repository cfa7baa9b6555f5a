using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GreenPark.Engine.Intake;

/// <summary>Streams one sheet's rows into <see cref="RowIntake"/>.</summary>
internal sealed class XlsxSheet(SpreadsheetDocument workbook, string fileName, ImportProfile profile)
{
    /// <summary>Rows times columns: five hundred meters' year of quarter-hours is 18 million.</summary>
    private const long MostCells = 100_000_000;
    private readonly RowIntake intake = new(fileName, profile);
    private readonly List<XlsxCell> row = [];
    private readonly List<string> texts = [];
    private bool is1904;
    private int columns;
    private long cells;

    public Result<IntakeFile> Read()
    {
        var opened = XlsxDamage.Guard(Open);
        if (!opened.TryGet(out var sheet)) return opened.To<IntakeFile>();
        using var rows = sheet;
        Func<bool> next = () => rows.Next(row);
        while (XlsxDamage.Guard(next))
        {
            if (rows.Line < profile.Text.HeaderLine) continue;
            if (columns == 0 && (rows.Line > profile.Text.HeaderLine || !ReadHeader(rows.Line))) break;
            else if (rows.Line > profile.Text.HeaderLine) ReadRow(rows.Line);
            if (intake.IsFull) break;
            if (cells > MostCells) return Error.Invalid("intake.xlsx_too_large", MostCells).At(fileName, rows.Line);
        }
        if (intake.Errors.Any) return intake.Errors.ToFailure<IntakeFile>();
        if (columns == 0) return Error.Invalid("intake.no_header", profile.Text.HeaderLine).At(fileName, profile.Text.HeaderLine, 1);
        CheckMerged(XlsxDamage.Guard(rows.MergedRanges));
        return intake.Finish();
    }

    private Result<XlsxRows> Open()
    {
        if (workbook.WorkbookPart is not { Workbook: { } root } book) return Error.Invalid("intake.xlsx_no_workbook").At(fileName);
        var sheets = root.Sheets?.Elements<Sheet>().ToList() ?? [];
        var sheet = profile.Text.Sheet.Length == 0 ? sheets.FirstOrDefault() : sheets.Find(s => s.Name?.Value == profile.Text.Sheet);
        if (sheet?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
            return Error.Invalid("intake.xlsx_no_sheet", profile.Text.Sheet, string.Join(", ", sheets.Take(20).Select(s => s.Name?.Value))).At(fileName);
        is1904 = root.WorkbookProperties?.Date1904?.Value ?? false;
        RequireWhole(part);
        if (book.SharedStringTablePart is { } shared) RequireWhole(shared);
        return new XlsxRows(part, XlsxSharedTexts.Read(book.SharedStringTablePart));
    }

    /// <summary>The library stops reading at a part's last tag: rows behind it would be lost without a word.</summary>
    private static void RequireWhole(OpenXmlPart part)
    {
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
        while (xml.Read())
        {
        }
    }

    private bool ReadHeader(int line)
    {
        columns = row.FindLastIndex(c => !c.IsEmpty) + 1;
        for (var c = 0; c < columns; c++)
            if (row[c].IsUncalculated) Refuse("intake.xlsx_uncalculated", line, c);
        return columns > 0 && intake.Header([.. row.Take(columns).Select(c => c.IsNumber ? ExcelNumber.Plain(c.Text!) : c.Text ?? "")], line) && !intake.Errors.Any;
    }

    private void ReadRow(int line)
    {
        var last = row.FindLastIndex(c => !c.IsEmpty);
        if (last < 0) return;   // formatted and empty: as an empty line of a text file
        cells += columns;
        if (last >= columns)
        {
            if (!intake.Errors.OnlyCounts()) intake.Errors.Add(Error.Invalid("intake.too_many_cells", last + 1, columns).At(fileName, line, last + 1));
            return;
        }
        texts.Clear();
        for (var c = 0; c <= last; c++)
        {
            var role = intake.Roles[c];
            texts.Add(role == ColumnRole.Skip ? "" : TextOf(row[c], role));
            if (role != ColumnRole.Skip && row[c].IsUncalculated) Refuse("intake.xlsx_uncalculated", line, c);
            if (texts[c].Length <= XlsxCell.MostCharacters) continue;
            // a shared text may stand in a million cells: it is not gone through for each of them
            Refuse("intake.xlsx_long_text", line, c);
            return;
        }
        intake.Row(texts, line, Date());
    }

    private string TextOf(XlsxCell cell, ColumnRole role)
    {
        if (!cell.IsNumber) return cell.Text ?? "";
        var plain = ExcelNumber.Plain(cell.Text!);
        return role is ColumnRole.Value or ColumnRole.Channel ? plain.Replace('.', profile.Text.DecimalMark) : plain;
    }

    /// <summary>The stamp where all its cells are numbers, date and time of day perhaps apart.</summary>
    private long? Date()
    {
        var serial = 0m;
        for (var c = 0; c < columns; c++)
        {
            if (intake.Roles[c] != ColumnRole.Stamp) continue;
            if (c >= row.Count || !row[c].IsNumber || !ExcelNumber.TryParse(row[c].Text!, out var part) || part is < 0 or > 10_000_000) return null;
            serial += part;
        }
        return ExcelNumber.LocalSeconds(serial, is1904);
    }

    private void Refuse(string code, int line, int column)
    {
        if (!intake.Errors.OnlyCounts()) intake.Errors.Add(Error.Invalid(code).At(fileName, line, column + 1));
    }

    /// <summary>Of a merged range only the first cell has what all of it shows: in columns that are read, the rest would be taken for missing.</summary>
    private void CheckMerged(IEnumerable<string> ranges)
    {
        // for each column the next one that is read, itself included
        var next = new int[columns + 1];
        next[columns] = columns;
        for (var c = columns - 1; c >= 0; c--) next[c] = intake.Roles[c] == ColumnRole.Skip ? next[c + 1] : c;
        foreach (var range in ranges)
        {
            var ends = range.Split(':');
            if (ends.Length != 2 || XlsxCell.Place(ends[0]) is not { } from || XlsxCell.Place(ends[1]) is not { } to) continue;
            if (to.Row < profile.Text.HeaderLine || from == to) continue;
            if (from.Column >= columns || next[from.Column] > Math.Min(to.Column, columns - 1)) continue;
            if (!intake.Errors.OnlyCounts()) intake.Errors.Add(Error.Invalid("intake.xlsx_merged", range).At(fileName, from.Row, from.Column + 1));
        }
    }
}
