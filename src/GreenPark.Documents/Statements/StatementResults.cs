using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Documents.Statements;

/// <summary>What the member used and what is attributed to it, in all and by source.</summary>
internal static class StatementResults
{
    private const double BoxHeight = 46, BoxGap = 8;

    public static void Draw(Flow flow, Statement statement)
    {
        var figures = statement.Figures;
        var mass = StatementNumbers.MassUnit(statement.Factors.Unit);
        flow.Heading("section.figures", keep: BoxHeight);
        (string Key, string Value, string Unit)[] boxes =
        [
            ("figure.consumption", StatementNumbers.Thousandths(figures.ConsumptionWh), "kWh"),
            ("figure.attributed", StatementNumbers.Thousandths(figures.AttributedTotalWh), "kWh"),
            ("figure.matchedShare", StatementNumbers.Percent(figures.MatchedSharePpm), ""),
            ("figure.reduction", StatementNumbers.Thousandths(figures.ReductionG), mass)
        ];
        var width = (Look.Width - BoxGap * (boxes.Length - 1)) / boxes.Length;
        foreach (var (i, box) in boxes.Index())
            DrawBox(flow, Look.Left + i * (width + BoxGap), width, StatementLabels.Of(box.Key), box.Value, box.Unit);
        flow.Y += BoxHeight + 4;
        if (figures.MatchedSharePpm is null) flow.Sentence(StatementLabels.Of("figure.nothingConsumed"), Look.Small);
        else flow.Sentence(StatementLabels.Of("figure.matching").With(statement.Period.IntervalMinutes), Look.Small);
    }

    public static void DrawSources(Flow flow, Statement statement, StatementContext context)
    {
        flow.Heading("section.sources", keep: 60);
        var (figures, factors) = (statement.Figures, statement.Factors);
        var byCode = factors.Sources.ToDictionary(s => s.Key, s => s.Value);
        var energy = figures.AttributedWh.ToDictionary(s => s.Key, s => s.Value);
        var codes = figures.AttributedWh.Select(s => s.Key).Union(factors.Sources.Select(s => s.Key));
        new FigureTable(flow,
        [
            new(StatementLabels.Of("column.source"), Look.Width - 250),
            new(StatementLabels.Of("column.energy").In("kWh"), 130, Number: true),
            new(StatementLabels.Of("column.factor").In(StatementNumbers.Unit(factors.Unit)), 120, Number: true)
        ]).Draw(
        [
            .. codes.Select(code => new TableRow(
                [Source(code, context), energy.TryGetValue(code, out var wh) ? StatementNumbers.Thousandths(wh) : StatementNumbers.None, byCode.GetValueOrDefault(code, StatementNumbers.None)])),
            new TableRow([StatementLabels.Of("row.total").ToString(), StatementNumbers.Thousandths(figures.AttributedTotalWh), ""], Strong: true)
        ]);
    }

    private static void DrawBox(Flow flow, double x, double width, Bilingual label, string value, string unit)
    {
        var page = flow.Page;
        var unitWidth = unit.Length == 0 ? 0 : flow.Fonts.WidthOf(unit, Look.Small) + 4;
        var style = flow.Fonts.Fitting(value, Look.Strong with { Size = 13 }, width - 12 - unitWidth);
        page.Fill(x, flow.Y, width, BoxHeight, Look.Wash);
        flow.Tagged(flow.Root.Add("P"), () =>
        {
            page.Text(x + 6, flow.Y + 11, label.Zh, Look.Label with { Colour = Look.Ink });
            page.Text(x + 6, flow.Y + 20.5, label.En, Look.Label);
            page.Text(x + 6, flow.Y + 38, value, style);
            page.Text(x + 6 + flow.Fonts.WidthOf(value, style) + 4, flow.Y + 38, unit, Look.Small);
        });
    }

    private static string Source(string code, StatementContext context) =>
        code == Codes.Storage ? StatementLabels.Of("source.storage").ToString()
        : context.Sources.TryGetValue(code, out var name) ? $"{new Bilingual(name.NameZh.Length > 0 ? name.NameZh : name.Name, name.Name)} ({code})"
        : code;
}
