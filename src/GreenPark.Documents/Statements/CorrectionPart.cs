using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>Why a statement supersedes another, and what changed.</summary>
internal static class CorrectionPart
{
    public static void Draw(Flow flow, Statement statement, Correction correction)
    {
        flow.Heading("section.correction", keep: 135);
        if (correction.Reason.Length > 0) FactGrid.Draw(flow, 1, Fact.Of("field.reason", correction.Reason));
        var mass = StatementNumbers.MassUnit(statement.Factors.Unit);
        (string Key, string Unit, Func<StatementFigures, long> Of)[] figures =
        [
            ("figure.consumption", "kWh", f => f.ConsumptionWh),
            ("figure.attributed", "kWh", f => f.AttributedTotalWh),
            ("emission.location", mass, f => f.LocationBasedG),
            ("emission.market", mass, f => f.MarketBasedG),
            ("emission.reduction", mass, f => f.ReductionG)
        ];
        new FigureTable(flow,
        [
            new(StatementLabels.Of("column.item"), Look.Width - 270),
            new(StatementLabels.Of("column.before"), 90, Number: true),
            new(StatementLabels.Of("column.now"), 90, Number: true),
            new(StatementLabels.Of("column.difference"), 90, Number: true)
        ]).Draw([.. figures.Select(figure =>
        {
            var (before, now) = (figure.Of(correction.Before), figure.Of(statement.Figures));
            return new TableRow(
            [
                $"{StatementLabels.Of(figure.Key)} ({figure.Unit})", StatementNumbers.Thousandths(before), StatementNumbers.Thousandths(now),
                (now > before ? "+" : "") + StatementNumbers.Thousandths(now - before)
            ]);
        })]);
    }
}
