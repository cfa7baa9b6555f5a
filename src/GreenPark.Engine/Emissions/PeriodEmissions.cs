using System.Collections.Immutable;
using System.Numerics;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Emissions;

/// <summary>Whole grams per member, and their total.</summary>
public sealed record EmissionColumn(ImmutableArray<long> OfMember, long Total);

/// <summary>
/// Published emission figures (method page, "Period results"). Exact values are counts of 0.0000001 g (Wh times factor units);
/// the total is rounded half to even, the members' figures are that total split by their exact values, so that a column adds up.
/// </summary>
public sealed record PeriodEmissions(EmissionColumn LocationBased, EmissionColumn MarketBased, EmissionColumn Reduction)
{
    /// <summary>Units of 0.0000001 g in a gram.</summary>
    private const long UnitsPerGram = 1_000 * EmissionFactor.UnitsPerGram;

    internal static PeriodEmissions Of(Microgrid microgrid, ImmutableArray<string> sources, PeriodTotals totals)
    {
        var factors = microgrid.Factors;
        var grid = factors.GridAverage;
        var residual = factors.Residual ?? grid;
        var ofSource = sources.Select((_, k) => k < microgrid.Sources.Length ? microgrid.Sources[k].Factor : microgrid.Storage!.Factor).ToArray();
        var members = Enumerable.Range(0, microgrid.Members.Length).ToArray();

        BigInteger Attributed(int i) => Total(totals, i, k => ofSource[k].Units);
        BigInteger Rest(int i, EmissionFactor factor) => (BigInteger)(totals.ConsumptionWh[i] - totals.AttributedTotalOf(i)) * factor.Units;

        var location = microgrid.LocationBased == LocationBasis.DirectLine
            ? members.Select(i => Rest(i, grid) + Attributed(i))
            : members.Select(i => (BigInteger)totals.ConsumptionWh[i] * grid.Units);
        var market = members.Select(i => Rest(i, residual) + Attributed(i));
        var reduction = members.Select(i => Total(totals, i, k => (microgrid.Members[i].BaselineFactor ?? grid).Units - ofSource[k].Units));
        return new PeriodEmissions(Publish([.. location]), Publish([.. market]), Publish([.. reduction]));
    }

    private static BigInteger Total(PeriodTotals totals, int member, Func<int, long> factorUnits)
    {
        var sum = BigInteger.Zero;
        for (var k = 0; k < totals.AttributedWh.Length; k++) sum += (BigInteger)totals.AttributedWh[k][member] * factorUnits(k);
        return sum;
    }

    internal static EmissionColumn Publish(BigInteger[] exact)
    {
        var total = RoundHalfToEven(exact.Aggregate(BigInteger.Zero, BigInteger.Add));
        var grams = exact.Any(e => e.Sign < 0) ? [.. exact.Select(RoundHalfToEven)] : LargestRemainder.Split(total, exact);
        return new EmissionColumn([.. grams.Select(g => checked((long)g))], checked((long)total));
    }

    private static BigInteger RoundHalfToEven(BigInteger units)
    {
        var floor = BigInteger.DivRem(units, UnitsPerGram, out var rest);
        if (rest.Sign < 0)
        {
            floor -= 1;
            rest += UnitsPerGram;
        }
        var twice = rest * 2;
        return twice > UnitsPerGram || (twice == UnitsPerGram && !floor.IsEven) ? floor + 1 : floor;
    }
}
