using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace GreenPark.Engine.Intake;

/// <summary>Streams a sheet: one row's cells at a time, then the merged ranges, which stand behind the rows.</summary>
internal sealed class XlsxRows(WorksheetPart part, List<string> shared) : IDisposable
{
    private readonly OpenXmlReader reader = OpenXmlReader.Create(part);
    private readonly List<string> merged = [];

    /// <summary>Of the row at hand, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Fills the next row's cells by column, those that are not there empty; false behind the last row.</summary>
    public bool Next(List<XlsxCell> row)
    {
        row.Clear();
        while (reader.Read())
        {
            if (reader.LocalName == "mergeCell") NoteMerged();
            if (reader.LocalName != "row" || !reader.IsStartElement) continue;
            var line = Attribute("r") is { } told ? Number(told) : Line + 1;
            if (line <= Line || line > XlsxCell.MostRows) throw new InvalidDataException();
            Line = line;
            ReadCells(row);
            return true;
        }
        return false;
    }

    /// <summary>Reads what is left of the sheet.</summary>
    public IReadOnlyList<string> MergedRanges()
    {
        while (reader.Read())
            if (reader.LocalName == "mergeCell") NoteMerged();
        return merged;
    }

    private void NoteMerged()
    {
        if (reader.IsStartElement && Attribute("ref") is { } range) merged.Add(range);
    }

    private void ReadCells(List<XlsxCell> row)
    {
        while (reader.Read() && !(reader.LocalName == "row" && reader.IsEndElement))
        {
            if (reader.LocalName != "c" || !reader.IsStartElement) continue;
            var column = Attribute("r") is { } told ? Column(told) : row.Count;
            if (column < row.Count || column >= XlsxCell.MostColumns) throw new InvalidDataException();
            var cell = ReadCell(Attribute("t") ?? "n");
            while (row.Count < column) row.Add(default);
            row.Add(cell);
        }
    }

    private int Column(string reference) => XlsxCell.Place(reference) is { } place && place.Row == Line ? place.Column : throw new InvalidDataException();

    private XlsxCell ReadCell(string type)
    {
        string? value = null;
        StringBuilder? inline = null;
        var (formula, phonetic) = (false, false);
        while (reader.Read() && !(reader.LocalName == "c" && reader.IsEndElement))
            switch (reader.LocalName)
            {
                case "f": formula = true; break;
                case "rPh": phonetic = reader.IsStartElement; break;
                case "v" when reader.IsStartElement: value = value is null ? reader.GetText() : throw new InvalidDataException(); break;   // of two values neither can be believed
                case "t" when reader.IsStartElement && !phonetic: (inline ??= new StringBuilder()).Append(reader.GetText()); break;
            }
        if (type == "inlineStr") return new XlsxCell(inline?.ToString() ?? "", false, false);
        if (string.IsNullOrEmpty(value)) return new XlsxCell("", false, formula && type != "str");
        return type switch
        {
            "s" => new XlsxCell(shared[Number(value)], false, false),
            "b" => new XlsxCell(value == "0" ? "FALSE" : "TRUE", false, false),
            "n" => new XlsxCell(value, true, false),
            _ => new XlsxCell(value, false, false),   // texts of formulas, ISO dates, errors by their sign
        };
    }

    private string? Attribute(string name)
    {
        foreach (var attribute in reader.Attributes)
            if (attribute.LocalName == name && attribute.NamespaceUri.Length == 0) return attribute.Value;
        return null;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidDataException();

    public void Dispose() => reader.Dispose();
}
