using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>What the figures rest on: factors, method, contracts, inputs, data quality, certificates.</summary>
internal static class StatementBasisPart
{
    public static void Draw(Flow flow, Statement statement)
    {
        var (factors, basis, quality) = (statement.Factors, statement.Basis, statement.Quality);

        flow.Heading("section.factors", keep: 50);
        FactGrid.Draw(flow, 4,
            Fact.Of("factor.gridAverage", $"{factors.GridAverage} {factors.Unit}"),
            Fact.Of("factor.residual", $"{factors.Residual} {factors.Unit}"),
            Fact.Of("factor.baseline", $"{factors.Baseline} {factors.Unit}"),
            Fact.Of("factor.family", StatementLabels.OfCode("family", factors.Family).ToString()),
            Fact.Of("factor.provenance", factors.Provenance) with { Wide = true });

        flow.Heading("section.quality", keep: 30);
        FactGrid.Draw(flow, 4,
            Fact.Of("quality.measured", StatementNumbers.Count(quality.Measured)),
            Fact.Of("quality.estimated", StatementNumbers.Count(quality.Estimated)),
            Fact.Of("quality.edited", StatementNumbers.Count(quality.Edited)),
            Fact.Of("section.certificates", StatementLabels.Of($"certificates.{basis.Certificates}").ToString()));

        flow.Heading("section.basis", keep: 60);
        FactGrid.Draw(flow, 4,
        [
            Fact.Of("basis.method", basis.Method),
            Fact.Of("basis.run", StatementNumbers.Count(basis.Run)),
            .. basis.Contracts.Select(Contract),
            Fact.OfHash("basis.park", [basis.ParkSha256]),
            Fact.OfHash("basis.readings", basis.ReadingsSha256)
        ]);
    }

    /// <summary>Code and rule stand in the label, above the contract's hash.</summary>
    private static Fact Contract(StatementContract contract)
    {
        var label = StatementLabels.Of("basis.contract");
        var rule = StatementLabels.OfCode("rule", contract.Rule);
        return new Fact(new Bilingual($"{label.Zh} {label.En}: {contract.Code}", $"· {rule}"), [contract.Sha256], Wide: true, Hash: true);
    }
}
