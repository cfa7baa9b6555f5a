using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <summary>A label in both languages with values below it.</summary>
internal sealed record Fact(Bilingual Label, IReadOnlyList<string> Values)
{
    /// <summary>Hexadecimal values below the others, each in groups of eight that stand under each other.</summary>
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>True: the fact takes the whole width, not a column of it.</summary>
    public bool Wide { get; init; }

    public static Fact Of(string key, params IReadOnlyList<string> values) => new(StatementLabels.Of(key), values);

    public static Fact OfHashes(string key, params IReadOnlyList<string> hashes) => new(StatementLabels.Of(key), []) { Hashes = hashes, Wide = true };
}

/// <summary>Facts in columns. A row grows with its longest value and, where even a whole page is too short, goes on over the next.</summary>
internal static class FactGrid
{
    private const double LabelHeight = 10.5, Between = 14, GroupPitch = 46;
    private const int GroupLength = 8, GroupsPerLine = 8;

    /// <param name="FirstHash">The line from which on lines are hashes.</param>
    private sealed record Cell(double X, PdfTag Tag, List<string> Lines, int FirstHash);

    public static void Draw(Flow flow, int columns, params IEnumerable<Fact> facts)
    {
        var width = (Look.Width - Between * (columns - 1)) / columns;
        var row = new List<Cell>();
        foreach (var fact in facts)
        {
            if (fact.Wide || row.Count == columns) DrawRow(flow, row);
            var lines = Lines(flow.Fonts, fact, fact.Wide ? Look.Width : width, out var firstHash);
            row.Add(new Cell(Look.Left + row.Count * (width + Between), flow.Root.Add("P"), lines, firstHash));
            if (fact.Wide) DrawRow(flow, row);
        }
        DrawRow(flow, row);
    }

    private static List<string> Lines(PdfFonts fonts, Fact fact, double width, out int firstHash)
    {
        var lines = new List<string> { fact.Label.ToString() };
        foreach (var value in fact.Values.Where(v => v.Length > 0)) lines.AddRange(fonts.Break(value, Look.Body, width));
        firstHash = lines.Count;
        foreach (var hash in fact.Hashes) lines.AddRange(hash.Chunk(GroupLength * GroupsPerLine).Select(line => new string(line)));
        if (lines.Count == 1) lines.Add(StatementNumbers.None);
        return lines;
    }

    private static void DrawRow(Flow flow, List<Cell> row)
    {
        if (row.Count == 0) return;
        var count = row.Max(cell => cell.Lines.Count);
        var height = LabelHeight + (count - 1) * Look.LineHeight + 4;
        if (height <= Look.Bottom - Look.Top) flow.Need(height);
        for (var i = 0; i < count; i++)
        {
            var step = i == 0 ? LabelHeight : Look.LineHeight;
            flow.Need(step);
            foreach (var cell in row.Where(cell => i < cell.Lines.Count))
                flow.Tagged(cell.Tag, () => DrawLine(flow, cell, i));
            flow.Y += step;
        }
        flow.Y += 4;
        row.Clear();
    }

    private static void DrawLine(Flow flow, Cell cell, int line)
    {
        if (line == 0) flow.Page.Text(cell.X, flow.Y + 7.5, cell.Lines[0], Look.Label);
        else if (line >= cell.FirstHash)
            foreach (var (i, group) in cell.Lines[line].Chunk(GroupLength).Index())
                flow.Page.Text(cell.X + i * GroupPitch, flow.Y + Look.Rise, new string(group), Look.Digits);
        else flow.Page.Text(cell.X, flow.Y + Look.Rise, cell.Lines[line], Look.Body);
    }
}
