using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <summary>The place where the next piece of a statement goes: down the page, then on to a new one.</summary>
internal sealed class Flow
{
    private readonly PdfDocument document;

    public Flow(PdfDocument document)
    {
        this.document = document;
        Page = document.AddPage();
    }

    public PdfCanvas Page { get; private set; }

    /// <summary>From the page's top edge.</summary>
    public double Y { get; set; } = Look.Top;

    public PdfTag Root => document.Root;

    public PdfFonts Fonts => document.Fonts;

    /// <summary>True when a new page was begun because <paramref name="height"/> was no longer left on this one.</summary>
    public bool Need(double height)
    {
        if (Y + height <= Look.Bottom || Y <= Look.Top) return false;
        Page = document.AddPage();
        Y = Look.Top;
        return true;
    }

    /// <summary>Text of a part of the structure.</summary>
    public void Tagged(PdfTag tag, Action draw)
    {
        Page.Tag = tag;
        draw();
        Page.Tag = null;
    }

    /// <param name="keep">Height of what must stand on the same page below the heading.</param>
    public void Heading(string key, double keep = 40)
    {
        var label = StatementLabels.Of(key);
        Need(24 + keep);
        Y += 8;
        Tagged(Root.Add("H2"), () =>
        {
            Page.Text(Look.Left, Y + Look.Rise, label.Zh, Look.Heading);
            Page.Text(Look.Left + Fonts.WidthOf(label.Zh, Look.Heading) + 6, Y + Look.Rise, label.En, Look.HeadingEn);
        });
        Page.Line(Look.Left, Y + 14, Look.Right, Y + 14, 0.8, Look.Green);
        Y += 20;
    }

    /// <summary>A sentence in both languages, on one line where they fit, else each beginning on its own.</summary>
    public void Sentence(Bilingual text, PdfTextStyle style)
    {
        var both = text.ToString();
        foreach (var language in Fonts.WidthOf(both, style) <= Look.Width ? (string[])[both] : [text.Zh, text.En])
        {
            var tag = Root.Add("P");
            foreach (var line in Fonts.Break(language, style, Look.Width))
            {
                Need(Look.LineHeight);
                Tagged(tag, () => Page.Text(Look.Left, Y + Look.Rise, line, style));
                Y += Look.LineHeight;
            }
        }
    }
}
