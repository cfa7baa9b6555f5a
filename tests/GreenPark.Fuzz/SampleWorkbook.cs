using System.Globalization;

namespace GreenPark.Fuzz;

/// <summary>
/// A workbook as spreadsheet programs make them: title lines over merged cells, shared texts, dates as serial numbers with a style, numbers as
/// binary fractions print.
/// </summary>
internal static class SampleWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006", Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private static readonly string[] Shared = ["time", "A", "B", "n/a"];

    public static readonly byte[] Bytes = ZipMutations.Pack(
    [
        ("[Content_Types].xml", Part($"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Types}.sharedStrings+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Types}.worksheet+xml\"/></Types>")),
        ("_rels/.rels", Part($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Documents}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", Part($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Documents}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", Part($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"s1\" Type=\"{Documents}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"s2\" Type=\"{Documents}/styles\" Target=\"styles.xml\"/><Relationship Id=\"s3\" Type=\"{Documents}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>")),
        ("xl/styles.xml", Part($"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>")),
        ("xl/sharedStrings.xml", Part($"<sst xmlns=\"{Main}\">{string.Concat(Shared.Select(s => $"<si><t>{s}</t></si>\n"))}</sst>")),
        ("xl/worksheets/sheet1.xml", Part($"<worksheet xmlns=\"{Main}\"><sheetData>\n<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>\n{string.Concat(Enumerable.Range(0, 20).Select(Row))}</sheetData></worksheet>")),
    ]);

    private static string Row(int i)
    {
        var serial = (46082 + i / 96d).ToString("R", CultureInfo.InvariantCulture);
        var b = i % 6 == 5 ? "t=\"s\"><v>3</v>" : $"><v>{(i * 0.1).ToString("R", CultureInfo.InvariantCulture)}</v>";
        return $"<row r=\"{i + 2}\"><c r=\"A{i + 2}\" s=\"1\"><v>{serial}</v></c><c r=\"B{i + 2}\"><v>{i}.5</v></c><c r=\"C{i + 2}\" {b}</c></row>\n";
    }

    private static byte[] Part(string xml) => SampleFiles.Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml);
}
