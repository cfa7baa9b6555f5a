using GreenPark.Documents.Statements;
using GreenPark.Engine.Parks;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

/// <summary>The sums by which a reader gets from energy and factors to each emission figure.</summary>
public sealed class EmissionSumsTests
{
    [Fact]
    public void Each_emission_figure_comes_with_its_sum()
    {
        EmissionSums.Location(Samples.Month, LocationBasis.Grid)!.ShouldEndWith(": 1,234,567.891 kWh × 536.6 g/kWh ÷ 1000 = 662,469.1303106 kgCO₂");
        EmissionSums.Market(Samples.Month)!.ShouldEndWith(": (377,222.089 kWh × 585.6 g/kWh + 857,345.802 kWh × 0 g/kWh) ÷ 1000 = 220,901.2553184 kgCO₂");
        EmissionSums.Reduction(Samples.Month)!.ShouldEndWith(": 857,345.802 kWh × (536.6 − 0) g/kWh ÷ 1000 = 460,051.7573532 kgCO₂");
        var text = ReadBack.Text(Samples.Render(Samples.Month)).ReplaceLineEndings(" ");
        foreach (var exact in (string[])["662,469.1303106", "220,901.2553184", "460,051.7573532"]) text.ShouldContain(exact);
    }

    [Fact]
    public void Sources_of_one_factor_count_together_and_a_direct_line_at_its_source()
    {
        var statement = Samples.Month with
        {
            Factors = Samples.Month.Factors with { Sources = [new("pv-1", "40.5"), new("wind-1", "40.5"), new("storage", "0")] },
            Figures = Samples.Month.Figures with { LocationBasedG = 235_317_378 },
        };
        EmissionSums.Location(statement, LocationBasis.DirectLine)!.ShouldEndWith(
            ": (377,222.089 kWh × 536.6 g/kWh + 812,345.801 kWh × 40.5 g/kWh + 45,000.001 kWh × 0 g/kWh) ÷ 1000 = 235,317.3778979 kgCO₂");
    }

    [Fact]
    public void A_sum_that_does_not_lead_to_its_figure_is_left_out()
    {
        var figures = Samples.Month.Figures;
        EmissionSums.Location(Samples.Month, LocationBasis.DirectLine).ShouldBeNull();
        EmissionSums.Market(Samples.Month with { Figures = figures with { MarketBasedG = figures.MarketBasedG + 3 } }).ShouldBeNull();
        EmissionSums.Reduction(Samples.Month with { Figures = figures with { AttributedTotalWh = figures.AttributedTotalWh - 1 } }).ShouldBeNull();
    }
}
