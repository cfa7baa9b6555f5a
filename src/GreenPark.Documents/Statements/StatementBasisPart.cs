using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>What the figures rest on: factors, method, contracts, inputs, data quality, certificates.</summary>
internal static class StatementBasisPart
{
    public static void Draw(Flow flow, Statement statement)
    {
        var (factors, basis, quality) = (statement.Factors, statement.Basis, statement.Quality);
        var unit = StatementNumbers.Unit(factors.Unit);

        flow.Heading("section.factors", keep: 50);
        FactGrid.Draw(flow, 4,
            Fact.Of("factor.gridAverage", $"{factors.GridAverage} {unit}"),
            Fact.Of("factor.residual", $"{factors.Residual} {unit}"),
            Fact.Of("factor.baseline", $"{factors.Baseline} {unit}"),
            Fact.Of("factor.family", StatementLabels.OfCode("family", factors.Family).ToString()),
            Fact.Of("factor.provenance", factors.Provenance) with { Wide = true });

        flow.Heading("section.quality", keep: 30);
        FactGrid.Draw(flow, 4,
            Fact.Of("quality.measured", StatementNumbers.Count(quality.Measured)),
            Fact.Of("quality.estimated", StatementNumbers.Count(quality.Estimated)),
            Fact.Of("quality.edited", StatementNumbers.Count(quality.Edited)));

        flow.Heading("section.basis", keep: 60);
        FactGrid.Draw(flow, 4,
        [
            Fact.Of("basis.method", basis.Method),
            Fact.Of("basis.run", StatementNumbers.Count(basis.Run)),
            Fact.Of("basis.certificates", StatementLabels.Of($"certificates.{basis.Certificates}").ToString()),
            .. basis.Contracts.Select(Contract),
            Fact.OfHashes("basis.park", basis.ParkSha256),
            Fact.OfHashes("basis.readings", basis.ReadingsSha256)
        ]);
    }

    private static Fact Contract(StatementContract contract) =>
        Fact.OfHashes("basis.contract", contract.Sha256) with { Values = [$"{contract.Code} · {StatementLabels.OfCode("rule", contract.Rule)}"] };
}
