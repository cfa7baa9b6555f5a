using System.Text;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Writes workbooks as raw parts, so that the tests hold what the format says and not what a library writes.</summary>
internal sealed record Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    public bool Is1904 { get; init; }

    /// <summary>The <c>si</c> elements' insides.</summary>
    public string[] Shared { get; init; } = [];

    /// <summary>By name, the sheet's XML from <c>sheetData</c> on.</summary>
    public (string Name, string Xml)[] Sheets { get; init; } = [];

    /// <summary>One sheet of rows; a row is its cells' XML.</summary>
    public static byte[] Of(params string[] rows) => new Workbook { Sheets = [("Data", Rows(rows))] }.Bytes();

    public static string Rows(params string[] rows) => $"<sheetData>{string.Concat(rows.Select((r, i) => $"<row r=\"{i + 1}\">{r}</row>"))}</sheetData>";

    public static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";
    public static string Number(string number) => $"<c><v>{number}</v></c>";
    public static string Texts(params string[] texts) => string.Concat(texts.Select(Text));

    public byte[] Bytes() => ArchiveTests.Zip([
        ("[Content_Types].xml", Part($"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>{string.Concat(Sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))}</Types>
            """)),
        ("_rels/.rels", Part($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")),
        ("xl/workbook.xml", Part($"""<workbook xmlns="{Main}" xmlns:r="{Documents}"><workbookPr{(Is1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(Sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"/>"))}</sheets></workbook>""")),
        ("xl/_rels/workbook.xml.rels", Part($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="{Documents}/sharedStrings" Target="sharedStrings.xml"/>{string.Concat(Sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Documents}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>""")),
        ("xl/sharedStrings.xml", Part($"""<sst xmlns="{Main}">{string.Concat(Shared.Select(s => $"<si>{s}</si>"))}</sst>""")),
        .. Sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", Part($"""<worksheet xmlns="{Main}">{s.Xml}</worksheet>"""))),
    ]);

    private static byte[] Part(string xml) => Encoding.UTF8.GetBytes(Head + xml);
}
