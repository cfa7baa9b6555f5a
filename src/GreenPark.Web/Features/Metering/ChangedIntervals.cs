using GreenPark.Application.Features.Metering;

namespace GreenPark.Web.Features.Metering;

/// <summary>The intervals of a day that a change makes others.</summary>
public static class ChangedIntervals
{
    /// <param name="Index">Of the day, from 0.</param>
    /// <param name="BeforeWh">Null where there was no reading.</param>
    /// <param name="AfterWh">Null where there is to be none.</param>
    /// <param name="MarkBefore">What the file or method said of the value before; empty where nothing.</param>
    /// <param name="MarkAfter">The same of the value after.</param>
    public sealed record Item(int Index, long? BeforeWh, long? AfterWh, char QualityBefore, char QualityAfter, string MarkBefore, string MarkAfter);

    /// <summary>Those with another value, another quality or another flag.</summary>
    /// <param name="before">Null where the day had no readings.</param>
    public static IReadOnlyList<Item> Of(ReadingsShown? before, ReadingsShown after)
    {
        var (marksBefore, marks) = (before is null ? null : Marks(before), Marks(after));
        return
        [
            .. after.ValuesWh.Select((wh, i) => new Item(i, before?.ValuesWh[i], wh, before?.Quality[i] ?? '-', after.Quality[i], marksBefore?[i] ?? "", marks[i]))
                .Where(x => x.BeforeWh != x.AfterWh || x.QualityBefore != x.QualityAfter || x.MarkBefore != x.MarkAfter),
        ];
    }

    private static string[] Marks(ReadingsShown day) => IntervalMarks.Read(day.Marks.Length == 0 ? null : day.Marks, day.ValuesWh.Count);

    /// <summary>Null where the day has no reading at all.</summary>
    public static long? Sum(ReadingsShown? day) => day?.ValuesWh.Any(x => x is not null) == true ? day.ValuesWh.Sum(x => x ?? 0) : null;
}
