using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Engine.Quantities;
using GreenPark.Web.Features.Contracts;

namespace GreenPark.Web.Tests.Features;

public class ContractSharesTests
{
    private static readonly DateOnly NewYear = new(2026, 1, 1), May = new(2026, 5, 1), September = new(2026, 9, 1), NextYear = new(2027, 1, 1);

    [Fact]
    public void Each_stretch_of_days_has_its_own_sum()
    {
        var stretches = ContractShares.Of(new DateRange(NewYear, NextYear),
        [
            Member("forge", 300_000), Member("mould", 500_000, May), Member("pumps", 200_000, null, September),
        ]);
        stretches.Select(x => (x.Valid.From, x.Valid.To, x.SumPpm)).ShouldBe(
        [
            (NewYear, May, 500_000L), (May, September, 1_000_000L), (September, NextYear, 800_000L),
        ]);
        stretches[1].Parts.Select(x => x.Tenant).ShouldBe(["forge", "mould", "pumps"]);
    }

    [Fact]
    public void Without_dates_there_is_one_stretch() =>
        ContractShares.Of(DateRange.Always, [Member("forge", 333_333)]).ShouldHaveSingleItem().SumPpm.ShouldBe(333_333);

    [Fact]
    public void Days_outside_the_contract_do_not_show() =>
        ContractShares.Of(new DateRange(May, null), [Member("forge", 1, NewYear, September)]).Select(x => (x.Valid.From, x.SumPpm))
            .ShouldBe([(May, 1L), (September, 0L)]);

    private static GetContract.Member Member(string code, int ppm, DateOnly? from = null, DateOnly? to = null) =>
        new(code, code, "", new ContractMemberFields(ppm, 1, from, to));
}
