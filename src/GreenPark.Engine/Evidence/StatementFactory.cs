using System.Collections.Immutable;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Evidence;

/// <summary>What a run's statements share and the run itself does not know.</summary>
/// <param name="Run">The run's number within its microgrid.</param>
/// <param name="Revision">1 for the first statements of a period, one more for each superseding run.</param>
/// <param name="IssuedAt">UTC.</param>
public sealed record StatementIssue(
    long Run, int Revision, DateTime IssuedAt, StatementStatus Status, CertificateStatus Certificates, StatementIssuer Issuer);

/// <summary>Makes the statements of a run, one for each member in the order of the microgrid's members (evidence page, "Statement").</summary>
public static class StatementFactory
{
    public static ImmutableArray<Statement> Of(RunResult run, InputHashes inputs, StatementIssue issue) =>
        [.. Enumerable.Range(0, run.Series.Members).Select(member => Of(run, inputs, issue, member))];

    /// <summary>One member's statement.</summary>
    public static Statement Of(RunResult run, InputHashes inputs, StatementIssue issue, int member)
    {
        var (park, microgrid, entity) = (run.Park.Park, run.Microgrid, run.Park.ResponsibleEntity);
        var party = microgrid.Members[member];
        var quality = run.Quality.OfMember[member];
        return new Statement
        {
            Number = StatementNumber.Of(microgrid.Code, run.Grid.From, party.Code, issue.Revision),
            IssuedAt = issue.IssuedAt,
            Status = issue.Status,
            Supersedes = issue.Revision > 1 ? StatementNumber.Of(microgrid.Code, run.Grid.From, party.Code, issue.Revision - 1) : null,
            Park = new StatementParty(park?.Code ?? "", park?.Name ?? "", park?.NameZh ?? ""),
            ResponsibleEntity = new StatementEntity(entity?.Name ?? "", entity?.NameZh ?? "", entity?.CreditCode ?? ""),
            MicrogridCode = microgrid.Code,
            MicrogridName = microgrid.Name,
            Member = new StatementMember(party.Code, party.Name, party.NameZh, party.CreditCode),
            Period = new StatementPeriod(run.Grid.From, run.Grid.To, microgrid.TimeZone, microgrid.IntervalMinutes, run.Grid.Intervals),
            Basis = new StatementBasis(run.Park.Method, issue.Run, ContractsOf(run, party), inputs.Park, inputs.Readings, Shadow: true, issue.Certificates),
            Figures = new StatementFigures(
                run.Totals.ConsumptionWh[member], [.. run.AttributedOf(member)], run.Totals.AttributedTotalOf(member),
                Indicators.Ppm(run.Totals.AttributedTotalOf(member), run.Totals.ConsumptionWh[member]),
                run.Emissions.LocationBased.OfMember[member], run.Emissions.MarketBased.OfMember[member], run.Emissions.Reduction.OfMember[member]),
            Factors = FactorsOf(microgrid, party),
            Quality = new StatementQuality(quality.Measured, quality.Estimated, quality.Edited),
            Issuer = issue.Issuer,
        };
    }

    /// <summary>The contracts, dated parts included, that the member takes part in on some day of the period.</summary>
    private static List<StatementContract> ContractsOf(RunResult run, Member party)
    {
        var period = new DateRange(run.Grid.From, run.Grid.To);
        return [.. run.Microgrid.Contracts
            .Where(c => c.Valid.Overlaps(period) && c.Members.Any(m => m.Code == party.Code && m.Valid.Overlaps(period) && m.Valid.Overlaps(c.Valid)))
            .Select(c => new StatementContract(c.Code, ParkFileReader.NameOf(c.Rule), c.Sha256))];
    }

    private static StatementFactors FactorsOf(Microgrid microgrid, Member party)
    {
        var factors = microgrid.Factors;
        return new StatementFactors(
            ParkFileReader.NameOf(factors.Family), factors.Unit, factors.GridAverage.ToString(), (factors.Residual ?? factors.GridAverage).ToString(),
            (party.BaselineFactor ?? factors.GridAverage).ToString(),
            [.. microgrid.Sources.Select(s => KeyValuePair.Create(s.Code, s.Factor.ToString())),
                KeyValuePair.Create(Codes.Storage, (microgrid.Storage?.Factor ?? default).ToString())],
            factors.Provenance);
    }
}
