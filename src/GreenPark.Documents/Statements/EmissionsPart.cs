using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Documents.Statements;

/// <summary>Scope 2 by location and by market, and, apart from it, the attributed reduction; each with its arithmetic.</summary>
internal static class EmissionsPart
{
    public static void Draw(Flow flow, Statement statement, LocationBasis basis)
    {
        var figures = statement.Figures;
        var market = StatementLabels.Of("emission.market");
        if (statement.Basis.Certificates != CertificateStatus.Retired)
        {
            var provisional = StatementLabels.Of("mark.provisional");
            market = new Bilingual($"{market.Zh}（{provisional.Zh}）", $"{market.En} ({provisional.En})");
        }
        var mass = StatementNumbers.MassUnit(statement.Factors.Unit);
        TableColumn[] columns = [new(StatementLabels.Of("column.item"), Look.Width - 160), new(StatementLabels.Of("column.mass").In(mass), 160, Number: true)];

        flow.Heading("section.emissions", keep: 80);
        new FigureTable(flow, columns).Draw(
        [
            Row(StatementLabels.Of("emission.location"), figures.LocationBasedG, EmissionSums.Location(statement, basis)),
            Row(market, figures.MarketBasedG, EmissionSums.Market(statement))
        ]);
        if (statement.Basis.Certificates != CertificateStatus.Retired) Notice.Draw(flow, "notice.certificates");

        flow.Heading("section.beside", keep: 60);
        new FigureTable(flow, columns, head: false).Draw([Row(StatementLabels.Of("emission.reduction").In(mass), figures.ReductionG, EmissionSums.Reduction(statement))]);
        flow.Sentence(StatementLabels.Of("sum.rounding"), Look.Small);
        flow.Y += 4;
        if (statement.Basis.Shadow) Notice.Draw(flow, "notice.shadow");
    }

    private static TableRow Row(Bilingual label, long grams, string? sum) => new([label.ToString(), StatementNumbers.Thousandths(grams)], Notes: sum is null ? [] : [sum]);
}
