using System.Text;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary>
/// Finds the readings that a run needs and does not have: "a missing value stops the run with the list of what is missing".
/// Missing cells of one metering point that follow each other are one entry of the list.
/// </summary>
internal static class Completeness
{
    public static ErrorList Check(ReadingSet set, Microgrid microgrid, TableLayout? layout)
    {
        var errors = new ErrorList();
        var needed = new NeededDays(set, microgrid, layout, errors);
        var absentRows = FindMissingRows(set, layout, needed, errors);
        FindMissingCells(set, layout, needed, absentRows, errors);
        return errors;
    }

    /// <summary>Reports absent rows, one error for each gap, and returns which intervals they are.</summary>
    private static bool[] FindMissingRows(ReadingSet set, TableLayout? layout, NeededDays needed, ErrorList errors)
    {
        var absent = new bool[set.Grid.Intervals];
        if (layout is null) return absent;
        for (var interval = 0; interval < set.Labels.Count; interval++)
        {
            if (!set.Labels[interval].IsEmpty) continue;
            var first = interval;
            while (interval + 1 < set.Labels.Count && set.Labels[interval + 1].IsEmpty) interval++;
            absent.AsSpan(first, interval - first + 1).Fill(true);
            for (var i = first; i <= interval; i++) layout.Labels[i] = Encoding.ASCII.GetBytes(set.Grid.Label(i));
            if (!needed.AnyPoint(set.Grid.DayOf(first), set.Grid.DayOf(interval)) || errors.OnlyCounts()) continue;
            errors.Add(Error.Invalid("readings.missing_rows", set.Grid.Label(first), set.Grid.Label(interval), interval - first + 1)
                with { Place = layout.PlaceOfRow(Seconds(set.Grid, first)) });
        }
        return absent;
    }

    private static void FindMissingCells(ReadingSet set, TableLayout? layout, NeededDays needed, bool[] absentRows, ErrorList errors)
    {
        var open = new int[set.Points.Length];
        open.AsSpan().Fill(-1);
        var values = set.ValuesWh.Span;
        for (var interval = 0; interval <= set.Grid.Intervals; interval++)
        {
            var end = interval == set.Grid.Intervals || absentRows[interval];
            var row = end ? default : values.Slice(interval * open.Length, open.Length);
            // rows without a hole, nearly all of them, cost one vectorised search
            if (!end && !row.Contains(ReadingsTable.Missing) && !open.AsSpan().ContainsAnyExcept(-1)) continue;
            var day = end ? -1 : set.Grid.DayOf(interval);
            for (var point = 0; point < open.Length; point++)
            {
                var missing = !end && row[point] == ReadingsTable.Missing && needed.Is(point, day);
                if (missing && open[point] < 0) open[point] = interval;
                if (missing || open[point] < 0) continue;
                Report(set, layout, point, open[point], interval - 1, errors);
                open[point] = -1;
            }
        }
    }

    private static void Report(ReadingSet set, TableLayout? layout, int point, int first, int last, ErrorList errors)
    {
        if (errors.OnlyCounts()) return;
        errors.Add(Error.Invalid("readings.missing", set.Points[point], Label(set, first), Label(set, last), last - first + 1)
            with { Place = layout?.PlaceOfCell(Seconds(set.Grid, first), set.Points[point]) });
    }

    private static long Seconds(DayGrid grid, int interval) => grid.StartUtcSeconds + interval * grid.IntervalMinutes * 60L;

    private static string Label(ReadingSet set, int interval) => Encoding.UTF8.GetString(set.Labels[interval].Span);
}
