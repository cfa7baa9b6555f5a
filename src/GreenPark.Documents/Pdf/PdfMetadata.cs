using System.Globalization;
using System.Security;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>What a file says about itself, once as an information dictionary and once as XMP; both agree.</summary>
/// <param name="At">UTC.</param>
internal sealed record PdfMetadata(string Title, string Author, string Subject, DateTime At)
{
    private const string Maker = "GreenPark";

    public string Information() =>
        $"<< /Title {PdfText.String(Title)} /Author {PdfText.String(Author)} /Subject {PdfText.String(Subject)} "
        + $"/Creator ({Maker}) /Producer ({Maker}) /CreationDate {PdfText.Date(At)} /ModDate {PdfText.Date(At)} >>";

    public byte[] Xmp()
    {
        var time = At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Xml(Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Xml(Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Xml(Subject)}</rdf:li></rdf:Alt></dc:description>
            <xmp:CreatorTool>{Maker}</xmp:CreatorTool>
            <xmp:CreateDate>{time}</xmp:CreateDate>
            <xmp:ModifyDate>{time}</xmp:ModifyDate>
            <pdf:Producer>{Maker}</pdf:Producer>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n"));
    }

    /// <summary>Escaped, without the controls that XML does not allow.</summary>
    private static string Xml(string text) =>
        SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(r => !Rune.IsControl(r) && r.Value is not (0xFFFE or 0xFFFF))));
}
