using GreenPark.Application.Features.Metering;
using GreenPark.Web.Features.Metering;

namespace GreenPark.Web.Tests.Features;

/// <summary>What a change makes others is seen interval by interval.</summary>
public class ChangedIntervalsTests
{
    [Fact]
    public void An_interval_of_which_only_the_flag_is_another_has_changed()
    {
        var (before, after) = (new ReadingsShown([1, 2, 3, 4], "MMMM", "1-2:F14"), new ReadingsShown([1, 2, 3, 5], "MMMM", "1:F14,3:S52"));
        ChangedIntervals.Of(before, after).Select(x => (x.Index, x.MarkBefore, x.MarkAfter)).ShouldBe([(1, "F14", ""), (2, "", "S52"), (3, "", "")]);
        ChangedIntervals.Of(null, after).Count.ShouldBe(4);
        ChangedIntervals.Of(after, after).ShouldBeEmpty();
    }
}
