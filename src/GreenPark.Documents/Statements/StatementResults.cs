using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>What the member used, what is attributed to it and what that means for its emissions.</summary>
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
        DrawEmissions(flow, statement);
        if (statement.Basis.Certificates != CertificateStatus.Retired) Notice.Draw(flow, "notice.certificates");
        if (statement.Basis.Shadow) Notice.Draw(flow, "notice.shadow");
    }

    public static void DrawSources(Flow flow, Statement statement)
    {
        flow.Heading("section.sources", keep: 60);
        var (figures, factors) = (statement.Figures, statement.Factors);
        var byCode = factors.Sources.ToDictionary(s => s.Key, s => s.Value);
        var energy = figures.AttributedWh.ToDictionary(s => s.Key, s => s.Value);
        var codes = figures.AttributedWh.Select(s => s.Key).Union(factors.Sources.Select(s => s.Key));
        new FigureTable(flow,
        [
            new(StatementLabels.Of("column.source"), Look.Width - 300),
            new(Unit("column.energy", "kWh"), 160, Number: true),
            new(Unit("column.factor", factors.Unit), 140, Number: true)
        ]).Draw(
        [
            .. codes.Select(code => new TableRow(
                [Source(code), energy.TryGetValue(code, out var wh) ? StatementNumbers.Thousandths(wh) : StatementNumbers.None, byCode.GetValueOrDefault(code, StatementNumbers.None)])),
            new TableRow([StatementLabels.Of("row.total").ToString(), StatementNumbers.Thousandths(figures.AttributedTotalWh), ""], Strong: true)
        ]);
    }

    private static void DrawBox(Flow flow, double x, double width, Bilingual label, string value, string unit)
    {
        var page = flow.Page;
        var unitWidth = unit.Length == 0 ? 0 : flow.Font.WidthOf(unit, Look.Small.Size) + 4;
        var style = Look.Strong with { Size = LineBreaker.Fitting(flow.Font, value, 13, width - 12 - unitWidth) };
        page.Fill(x, flow.Y, width, BoxHeight, Look.Wash);
        flow.Tagged(flow.Root.Add("P"), () =>
        {
            page.Text(x + 6, flow.Y + 11, label.Zh, Look.Label with { Colour = Look.Ink });
            page.Text(x + 6, flow.Y + 20.5, label.En, Look.Label);
            page.Text(x + 6, flow.Y + 38, value, style);
            page.Text(x + 6 + flow.Font.WidthOf(value, style.Size) + 4, flow.Y + 38, unit, Look.Small);
        });
    }

    private static void DrawEmissions(Flow flow, Statement statement)
    {
        flow.Heading("section.emissions", keep: 80);
        var figures = statement.Figures;
        var market = StatementLabels.Of("emission.market");
        if (statement.Basis.Certificates != CertificateStatus.Retired)
        {
            var provisional = StatementLabels.Of("mark.provisional");
            market = new Bilingual($"{market.Zh}（{provisional.Zh}）", $"{market.En} ({provisional.En})");
        }
        new FigureTable(flow,
        [
            new(StatementLabels.Of("column.item"), Look.Width - 160),
            new(Unit("column.mass", StatementNumbers.MassUnit(statement.Factors.Unit)), 160, Number: true)
        ]).Draw(
        [
            new([StatementLabels.Of("emission.location").ToString(), StatementNumbers.Thousandths(figures.LocationBasedG)]),
            new([market.ToString(), StatementNumbers.Thousandths(figures.MarketBasedG)]),
            new([StatementLabels.Of("emission.reduction").ToString(), StatementNumbers.Thousandths(figures.ReductionG)])
        ]);
    }

    private static string Source(string code) => code == "storage" ? $"{StatementLabels.Of("source.storage").Zh} {code}" : code;

    private static Bilingual Unit(string key, string unit)
    {
        var label = StatementLabels.Of(key);
        return new Bilingual($"{label.Zh} ({unit})", $"{label.En} ({unit})");
    }
}
