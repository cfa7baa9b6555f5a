using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <summary>A reservation the reader must not miss: a coloured bar, and the sentence in both languages.</summary>
internal static class Notice
{
    private const double Inset = 10, Height = 12;

    public static void Draw(Flow flow, string key, bool strong = false)
    {
        var text = StatementLabels.Of(key);
        var style = strong ? Look.Alert : Look.Note;
        var lines = ((string[])[text.Zh, text.En]).SelectMany(t => flow.Fonts.Break(t, style, Look.Width - 2 * Inset)).ToList();
        var height = lines.Count * Height + 7;
        flow.Need(height + 5);
        flow.Page.Fill(Look.Left, flow.Y, Look.Width, height, strong ? Look.WarningWash : Look.Wash);
        flow.Page.Fill(Look.Left, flow.Y, 3, height, strong ? Look.Warning : Look.Green);
        flow.Tagged(flow.Root.Add("P"), () =>
        {
            foreach (var (i, line) in lines.Index())
                flow.Page.Text(Look.Left + Inset, flow.Y + 3 + 9 + i * Height, line, style);
        });
        flow.Y += height + 5;
    }
}
