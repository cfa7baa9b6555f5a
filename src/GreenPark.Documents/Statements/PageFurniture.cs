using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>What every page carries, drawn once all pages are known: number, page of pages, marks of doubt.</summary>
internal static class PageFurniture
{
    private const double HeadLine = 44, FootLine = PdfCanvas.Height - 40;

    public static void Draw(PdfDocument document, Statement statement)
    {
        var title = StatementLabels.Of("title");
        foreach (var page in document.Pages)
        {
            page.Tag = null;
            if (page.Page > 0)
            {
                Across(page, HeadLine - 6, title.Zh, title.En, Look.Small);
                page.Line(Look.Left, HeadLine, Look.Right, HeadLine, 0.5, Look.Rule);
            }
            page.Line(Look.Left, FootLine, Look.Right, FootLine, 0.5, Look.Rule);

            var count = StatementLabels.Of("footer.page").With(page.Page + 1, document.Pages.Count).ToString();
            var room = Look.Width - page.Fonts.WidthOf(count, Look.Small) - 12;
            page.Text(Look.Left, FootLine + 12, page.Fonts.Shortened(statement.Number, Look.Small, room), Look.Small);
            page.TextRight(Look.Right, FootLine + 12, count, Look.Small);
            if (statement.Issuer.Development)
                page.TextCentred(PdfCanvas.Width / 2, FootLine + 24, StatementLabels.Of("mark.development").ToString(), Look.Alert with { Size = 8 });
            if (statement.Status == StatementStatus.Provisional) Watermark(page);
        }
    }

    private static void Across(PdfCanvas page, double y, string left, string right, PdfTextStyle style)
    {
        page.Text(Look.Left, y, left, style);
        page.TextRight(Look.Right, y, right, style);
    }

    private static void Watermark(PdfCanvas page)
    {
        var words = StatementLabels.Of("watermark");
        page.Watermark(PdfCanvas.Width / 2, PdfCanvas.Height / 2, 52, $"{words.En} {words.Zh}", new PdfTextStyle(78, Look.Warning));
    }
}
