using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <param name="Width">In points.</param>
/// <param name="Number">True: right-aligned, on one line, made smaller where it would not fit.</param>
internal sealed record TableColumn(Bilingual Header, double Width, bool Number = false);

/// <param name="Notes">Small lines below the cells, over the table's whole width.</param>
internal sealed record TableRow(IReadOnlyList<string> Cells, bool Strong = false, params IReadOnlyList<string> Notes);

/// <summary>A table whose head is repeated on every page it reaches.</summary>
/// <param name="head">False for a table of one row that needs no head.</param>
internal sealed class FigureTable(Flow flow, IReadOnlyList<TableColumn> columns, bool head = true)
{
    private const double HeadHeight = 24, Padding = 4;

    private readonly PdfTag table = flow.Root.Add("Table");
    private bool headIsTagged;

    public void Draw(IReadOnlyList<TableRow> rows)
    {
        flow.Need(HeadHeight + 2 * Look.LineHeight);
        DrawHead();
        foreach (var row in rows) DrawRow(row);
        flow.Page.Line(Look.Left, flow.Y, Look.Right, flow.Y, 0.8, Look.Rule);
        flow.Y += 4;
    }

    /// <summary>Head and hairlines; a repeated head is decoration, since the table has one already.</summary>
    private void DrawHead()
    {
        if (!head) return;
        flow.Page.Fill(Look.Left, flow.Y, Look.Width, HeadHeight, Look.Wash);
        var row = headIsTagged ? null : table.Add("TR");
        var x = Look.Left;
        foreach (var column in columns)
        {
            flow.Page.Tag = row?.Add(new PdfTag("TH") { Entries = " /A << /O /Table /Scope /Column >>" });
            Put(x, flow.Y + 10, column, column.Header.Zh, Look.Label with { Colour = Look.Ink });
            if (column.Header.En != column.Header.Zh) Put(x, flow.Y + 19.5, column, column.Header.En, Look.Label);
            x += column.Width;
        }
        flow.Page.Tag = null;
        headIsTagged = true;
        flow.Y += HeadHeight;
    }

    private void DrawRow(TableRow row)
    {
        var style = row.Strong ? Look.Strong : Look.Body;
        var cells = columns.Select((column, i) => column.Number
            ? [row.Cells[i]]
            : flow.Fonts.Break(row.Cells[i], style, column.Width - 2 * Padding)).ToList();
        var lines = cells.Max(c => c.Count);
        var height = lines * Look.LineHeight + 3;
        if (height <= Look.Bottom - Look.Top - HeadHeight && flow.Need(height)) DrawHead();

        var tag = table.Add("TR");
        var tags = columns.Select(_ => tag.Add("TD")).ToList();
        if (head) flow.Page.Line(Look.Left, flow.Y, Look.Right, flow.Y, row.Strong ? 0.8 : 0.4, row.Strong ? Look.Quiet : Look.Rule);
        for (var line = 0; line < lines; line++)
        {
            if (flow.Need(Look.LineHeight)) DrawHead();
            var x = Look.Left;
            for (var i = 0; i < columns.Count; x += columns[i++].Width)
            {
                if (line >= cells[i].Count) continue;
                flow.Tagged(tags[i], () => Put(x, flow.Y + 1 + Look.Rise, columns[i], cells[i][line], style));
            }
            flow.Y += Look.LineHeight;
        }
        foreach (var note in row.Notes.SelectMany(note => flow.Fonts.Break(note, Look.Small, Look.Width - 2 * Padding)))
        {
            if (flow.Need(Look.LineHeight)) DrawHead();
            flow.Tagged(tags[0], () => flow.Page.Text(Look.Left + Padding, flow.Y + 7.5, note, Look.Small));
            flow.Y += 10;
        }
        flow.Y += 3;
    }

    private void Put(double x, double y, TableColumn column, string text, PdfTextStyle style)
    {
        style = flow.Fonts.Fitting(text, style, column.Width - 2 * Padding);
        if (column.Number) flow.Page.TextRight(x + column.Width - Padding, y, text, style);
        else flow.Page.Text(x + Padding, y, text, style);
    }
}
