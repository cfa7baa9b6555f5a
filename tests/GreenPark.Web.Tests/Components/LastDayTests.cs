using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;

namespace GreenPark.Web.Tests.Components;

public class LastDayTests
{
    [Fact]
    public void The_last_day_is_the_day_before_the_end()
    {
        LastDay.Of(new DateOnly(2027, 1, 1)).ShouldBe(new DateOnly(2026, 12, 31));
        LastDay.ToEnd(new DateOnly(2028, 2, 28)).ShouldBe(new DateOnly(2028, 2, 29));
        LastDay.Of(null).ShouldBeNull();
        LastDay.ToEnd(null).ShouldBeNull();
    }

    [Fact]
    public void The_ends_of_the_calendar_do_not_throw()
    {
        LastDay.ToEnd(DateOnly.MaxValue).ShouldBeNull();
        LastDay.Of(DateOnly.MinValue).ShouldBe(DateOnly.MinValue);
    }

    [Theory]
    [InlineData("CreditCode"), InlineData("Tenant.CreditCode"), InlineData("tenant.creditCode")]
    public void An_error_finds_its_field_with_and_without_its_group(string name) =>
        new FormState([Error.Invalid("x.y").In(name)]).Of("CreditCode").ShouldHaveSingleItem();
}
