using System.Globalization;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Documents.Statements;

/// <summary>
/// The arithmetic behind an emission figure in the statement's own numbers, exact, for a reader to repeat (method page, "Period
/// results"). Published figures are whole grams, shared out so that the members add up; that moves one by less than 2 g. Where
/// the numbers do not lead to the figure there is no sum: better none than a wrong one.
/// </summary>
internal static class EmissionSums
{
    private const decimal SharedOutKg = 0.002m;

    /// <param name="FactorText">As it stands in the sum: a factor, or the difference of two.</param>
    private readonly record struct Term(long EnergyWh, decimal Factor, string FactorText);

    public static string? Location(Statement statement, LocationBasis basis)
    {
        var (figures, factors) = (statement.Figures, statement.Factors);
        return basis == LocationBasis.DirectLine
            ? Sum("sum.locationDirect", statement, [Rest(figures, factors.GridAverage), .. Sources(statement)], figures.LocationBasedG)
            : Sum("sum.locationGrid", statement, [Of(figures.ConsumptionWh, factors.GridAverage)], figures.LocationBasedG);
    }

    public static string? Market(Statement statement) =>
        Sum("sum.market", statement, [Rest(statement.Figures, statement.Factors.Residual), .. Sources(statement)], statement.Figures.MarketBasedG);

    public static string? Reduction(Statement statement)
    {
        var baseline = statement.Factors.Baseline;
        return Sum("sum.reduction", statement,
            Sources(statement).Select(s => new Term(s.EnergyWh, Value(baseline) - s.Factor, $"({baseline} − {s.FactorText})")), statement.Figures.ReductionG);
    }

    private static Term Rest(StatementFigures figures, string factor) => Of(figures.ConsumptionWh - figures.AttributedTotalWh, factor);

    /// <summary>Sources of the same factor count together, so that the line stays short.</summary>
    private static IEnumerable<Term> Sources(Statement statement)
    {
        var factors = statement.Factors.Sources.ToDictionary(s => s.Key, s => s.Value);
        return statement.Figures.AttributedWh.Where(s => factors.ContainsKey(s.Key)).GroupBy(s => factors[s.Key]).Select(group => Of(group.Sum(s => s.Value), group.Key));
    }

    private static string? Sum(string rule, Statement statement, IEnumerable<Term> terms, long publishedG)
    {
        var used = terms.ToList();
        var kilograms = used.Sum(term => term.EnergyWh * term.Factor) / 1_000_000;
        if (statement.Figures.AttributedWh.Sum(s => s.Value) != statement.Figures.AttributedTotalWh || Math.Abs(kilograms - publishedG / 1000m) >= SharedOutKg) return null;
        var sum = string.Join(" + ", used.Select(term => $"{StatementNumbers.Thousandths(term.EnergyWh)} kWh × {term.FactorText} g/kWh"));
        if (used.Count != 1) sum = $"({sum})";
        return $"{StatementLabels.Of(rule)}: {sum} ÷ 1000 = {kilograms.ToString("#,##0.000#######", CultureInfo.InvariantCulture)} {StatementNumbers.MassUnit(statement.Factors.Unit)}";
    }

    private static Term Of(long energyWh, string factor) => new(energyWh, Value(factor), factor);

    private static decimal Value(string factor) => decimal.Parse(factor, CultureInfo.InvariantCulture);
}
