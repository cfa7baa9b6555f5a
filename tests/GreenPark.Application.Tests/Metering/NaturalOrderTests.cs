using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Tests.Metering;

public sealed class NaturalOrderTests
{
    [Fact]
    public void Names_with_numbers_stand_as_people_count()
    {
        string[] sorted = ["ch1", "ch2", "ch02b", "ch10", "ch99999999999999999999", "Hall", "hall 1", "z"];
        foreach (var start in (string[][])[[.. sorted.Reverse()], [.. sorted.OrderBy(x => x, StringComparer.Ordinal)]]) start.Order(NaturalOrder.Instance).ShouldBe(sorted);
    }
}
