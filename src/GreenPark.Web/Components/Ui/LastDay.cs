namespace GreenPark.Web.Components.Ui;

/// <summary>
/// Messages, files and the interface for machines name the first day that no longer counts ("to", exclusive). People read and type
/// the last day that still counts, as a contract says it. Pages convert here and nowhere else.
/// </summary>
public static class LastDay
{
    /// <summary>The last day of a range that ends before <paramref name="to"/>; null where it has no end.</summary>
    public static DateOnly? Of(DateOnly? to) => to > DateOnly.MinValue ? to.Value.AddDays(-1) : to;

    /// <summary>The exclusive end of a range whose last day is given; the calendar's very last day means "no end".</summary>
    public static DateOnly? ToEnd(DateOnly? last) => last < DateOnly.MaxValue ? last.Value.AddDays(1) : null;
}
