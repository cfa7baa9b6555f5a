using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary>On which days of a run which columns' metering points count. Kept as spans of days: years of days times meters are many.</summary>
internal sealed class NeededDays
{
    private readonly (int First, int End)[][] ofColumn;
    private readonly int[] countedUpTo;

    /// <summary>Points that count and have no column are reported.</summary>
    public NeededDays(ReadingSet set, Microgrid microgrid, TableLayout? layout, ErrorList errors)
    {
        var grid = set.Grid;
        var spans = microgrid.MeteringPoints.GroupBy(p => p.Code).ToDictionary(g => g.Key, g => g.Select(p => grid.DaysOf(p.Valid)).Where(s => s.First < s.End).OrderBy(s => s.First).ToArray());
        var columns = set.Points.ToHashSet();
        foreach (var (code, days) in spans)
            if (days.Length > 0 && !columns.Contains(code) && !errors.OnlyCounts())
                errors.Add(Error.Invalid("readings.missing_column", code) with { Place = layout?.PlaceOfHeader() });
        ofColumn = [.. set.Points.Select(p => spans[p])];
        countedUpTo = CountDays(grid.Days);
    }

    /// <summary>Whether the column's point counts on the day.</summary>
    public bool Is(int column, int day)
    {
        var spans = ofColumn[column];
        var (from, to) = (0, spans.Length);
        while (from < to)
        {
            var middle = from + (to - from) / 2;
            if (spans[middle].End <= day) from = middle + 1;
            else to = middle;
        }
        return from < spans.Length && spans[from].First <= day;
    }

    /// <summary>Whether any column's point counts on one of the days, the last included.</summary>
    public bool AnyPoint(int firstDay, int lastDay) => countedUpTo[lastDay + 1] > countedUpTo[firstDay];

    /// <summary>How many days before each day have a point that counts.</summary>
    private int[] CountDays(int days)
    {
        var change = new int[days + 1];
        foreach (var (first, end) in ofColumn.SelectMany(s => s)) (change[first], change[end]) = (change[first] + 1, change[end] - 1);
        var counted = new int[days + 1];
        for (var (day, open) = (0, 0); day < days; day++)
        {
            open += change[day];
            counted[day + 1] = counted[day] + (open > 0 ? 1 : 0);
        }
        return counted;
    }
}
