using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Tests.Metering;

/// <summary>Flags of a day as one text.</summary>
public sealed class IntervalMarksTests
{
    [Theory]
    [InlineData("F14/76|F14/76||GP/linear", "1-2:F14/76,4:GP/linear")]
    [InlineData("|A||A", "2:A,4:A")]
    [InlineData("50%, twice|1:2", "1:50%25%2C twice,2:1:2")]
    [InlineData("%2C|%25", "1:%252C,2:%2525")]
    public void They_come_back_as_they_were(string flags, string expected)
    {
        var marks = flags.Split('|');
        IntervalMarks.Write(marks).ShouldBe(expected);
        IntervalMarks.Read(expected, marks.Length).ShouldBe(marks);
    }

    [Fact]
    public void A_day_without_flags_has_none()
    {
        IntervalMarks.Write(["", "", ""]).ShouldBeNull();
        IntervalMarks.Read(null, 2).ShouldBe(["", ""]);
    }
}
