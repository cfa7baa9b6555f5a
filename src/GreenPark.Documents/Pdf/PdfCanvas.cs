using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>A colour, each part from 0 to 1.</summary>
internal readonly record struct PdfColour(double Red, double Green, double Blue)
{
    /// <summary>From <c>0xRRGGBB</c>.</summary>
    public static PdfColour Of(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);

    public string Operands => PdfText.Numbers(Red, Green, Blue);
}

/// <summary>Size in points.</summary>
internal readonly record struct PdfTextStyle(double Size, PdfColour Colour, Face Face = Face.Regular);

/// <summary>
/// One A4 page's drawing. Lengths are points; x runs from the left edge, y from the top edge down, as one reads; a text's y
/// is its base line. Text drawn while <see cref="Tag"/> is set belongs to that part of the document's structure, and so do
/// shapes where the part is a figure; all else is decoration to a screen reader.
/// </summary>
internal sealed class PdfCanvas(PdfFonts fonts, int page)
{
    public const double Width = 595.28, Height = 841.89;

    private static readonly object Decoration = new();

    private readonly StringBuilder content = new();
    private readonly List<PdfTag> tags = [];
    private object? open;

    public PdfFonts Fonts => fonts;

    /// <summary>From 0.</summary>
    public int Page => page;

    public PdfTag? Tag { get; set; }

    /// <summary>The parts drawn on this page; the index is the mark in the content.</summary>
    public IReadOnlyList<PdfTag> Tags => tags;

    public void Text(double x, double y, string text, PdfTextStyle style) =>
        Text(text, style, PdfText.Numbers(1, 0, 0, 1, x, Height - y));

    public void TextRight(double right, double y, string text, PdfTextStyle style) =>
        Text(right - fonts.WidthOf(text, style), y, text, style);

    public void TextCentred(double centre, double y, string text, PdfTextStyle style) =>
        Text(centre - fonts.WidthOf(text, style) / 2, y, text, style);

    /// <summary>Text around a centre, turned anticlockwise, through which the page shows.</summary>
    public void Watermark(double x, double y, double degrees, string text, PdfTextStyle style)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var half = fonts.WidthOf(text, style) / 2;
        Mark(null);
        content.Append("q /Faint gs\n");
        Show(text, style, PdfText.Numbers(cos, sin, -sin, cos, x - half * cos, Height - y - half * sin));
        content.Append("Q\n");
    }

    public void Fill(double x, double y, double width, double height, PdfColour colour) => Fill([(x, y, width, height)], colour);

    public void Fill(IEnumerable<(double X, double Y, double Width, double Height)> rectangles, PdfColour colour)
    {
        MarkShape();
        content.Append(colour.Operands).Append(" rg\n");
        foreach (var r in rectangles) content.Append(PdfText.Numbers(r.X, Height - r.Y - r.Height, r.Width, r.Height)).Append(" re\n");
        content.Append("f\n");
    }

    public void Frame(double x, double y, double width, double height, double line, PdfColour colour)
    {
        MarkShape();
        content.Append(colour.Operands).Append(" RG ").Append(PdfText.Number(line)).Append(" w ")
            .Append(PdfText.Numbers(x, Height - y - height, width, height)).Append(" re S\n");
    }

    public void Line(double x1, double y1, double x2, double y2, double line, PdfColour colour)
    {
        MarkShape();
        content.Append(colour.Operands).Append(" RG ").Append(PdfText.Number(line)).Append(" w ")
            .Append(PdfText.Numbers(x1, Height - y1)).Append(" m ").Append(PdfText.Numbers(x2, Height - y2)).Append(" l S\n");
    }

    /// <summary>The page's content, closed; nothing may be drawn after it.</summary>
    public byte[] Finish()
    {
        if (open is not null) content.Append("EMC\n");
        open = null;
        return Encoding.Latin1.GetBytes(content.ToString());
    }

    private void Text(string text, PdfTextStyle style, string matrix)
    {
        if (text.Length == 0) return;
        Mark(Tag);
        Show(Tag is null ? text : text + LineBreaker.Joint(text), style, matrix);
    }

    private void Show(string text, PdfTextStyle style, string matrix)
    {
        content.Append("BT /").Append(style.Face).Append(' ').Append(PdfText.Number(style.Size)).Append(" Tf ").Append(style.Colour.Operands).Append(" rg ");
        content.Append(matrix).Append(" Tm <");
        var font = fonts.Of(style);
        foreach (var character in text.EnumerateRunes()) content.Append(font.NumberOf(character).ToString("X4"));
        content.Append("> Tj ET\n");
    }

    private void MarkShape() => Mark(Tag is { Kind: "Figure" } ? Tag : null);

    /// <summary>Opens the mark for a tag, or for decoration, unless it is the one already open.</summary>
    private void Mark(PdfTag? tag)
    {
        var wanted = tag ?? Decoration;
        if (ReferenceEquals(open, wanted)) return;
        if (open is not null) content.Append("EMC\n");
        open = wanted;
        if (tag is null)
        {
            content.Append("/Artifact BMC\n");
            return;
        }
        content.Append('/').Append(tag.Kind).Append(" <</MCID ").Append(tags.Count).Append(">> BDC\n");
        tag.Marks.Add((page, tags.Count));
        tags.Add(tag);
    }
}
