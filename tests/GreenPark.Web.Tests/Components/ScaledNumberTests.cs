using GreenPark.Web.Components.Ui;

namespace GreenPark.Web.Tests.Components;

public sealed class ScaledNumberTests
{
    [Theory]
    [InlineData(1_000_000_000_000, 3, "1,000,000,000")]
    [InlineData(1, 3, "0.001")]
    [InlineData(12_345, 0, "12,345")]
    public void Limits_are_read_in_groups_of_three_and_can_be_typed_so(long value, int decimals, string text)
    {
        ScaledNumber.Grouped(value, decimals).ShouldBe(text);
        ScaledNumber.Parse(text, decimals).ShouldBe(value);
    }
}
