using System.Globalization;
using System.Xml.Linq;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz.Plain;

/// <summary>The first sheet of a workbook as a table of texts, through the archive and its XML alone.</summary>
internal static class PlainSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static Readings Read(byte[] bytes, ImportProfile profile)
    {
        var files = ZipMutations.Unpack(bytes).ToDictionary(f => f.Name, f => f.Content, StringComparer.OrdinalIgnoreCase);
        XDocument Part(string name) => XDocument.Load(new MemoryStream(files[name]));
        string[] shared = files.ContainsKey("xl/sharedStrings.xml") ? [.. Part("xl/sharedStrings.xml").Root!.Elements(Main + "si").Select(TextOf)] : [];
        var lines = new List<List<string>>();
        foreach (var row in Part("xl/worksheets/sheet1.xml").Root!.Elements(Main + "sheetData").Elements(Main + "row"))
        {
            var cells = new List<string>();
            foreach (var cell in row.Elements(Main + "c"))
            {
                var column = cell.Attribute("r") is { } at ? ColumnOf(at.Value) : cells.Count;
                while (cells.Count <= column) cells.Add("");
                var value = cell.Element(Main + "v")?.Value ?? "";
                cells[column] = ((string?)cell.Attribute("t") ?? "n") switch
                {
                    "inlineStr" => TextOf(cell),
                    "s" => value.Length == 0 ? "" : shared[int.Parse(value, CultureInfo.InvariantCulture)],
                    "n" => value.Length == 0 ? "" : column == 0 && lines.Count > 0 ? Stamp(value) : Plain(value),
                    "b" => value == "0" ? "FALSE" : "TRUE",
                    _ => value,
                };
            }
            if (lines.Count > 0) while (cells.Count < lines[0].Count) cells.Add("");
            if (cells.Any(c => c.Length > 0)) lines.Add(cells);
        }
        return PlainCsv.Read(lines, profile);
    }

    private static string TextOf(XElement element) =>
        string.Concat(element.Descendants(Main + "t").Where(t => !t.Ancestors(Main + "rPh").Any()).Select(t => t.Value));

    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, c) => column * 26 + (char.ToUpperInvariant(c) - 'A' + 1)) - 1;

    /// <summary>Fifteen digits, as spreadsheets mean them.</summary>
    private static string Plain(string stored) =>
        decimal.TryParse(stored.Count(char.IsAsciiDigit) > 15 ? double.Parse(stored, CultureInfo.InvariantCulture).ToString("G15", CultureInfo.InvariantCulture) : stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture) : stored;

    private static string Stamp(string serial) =>
        decimal.TryParse(Plain(serial), NumberStyles.Float, CultureInfo.InvariantCulture, out var days)
            ? new DateTime(1899, 12, 30).AddSeconds((double)decimal.Round(days * 86_400)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : serial;
}
