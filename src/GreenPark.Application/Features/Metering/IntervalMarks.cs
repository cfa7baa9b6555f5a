using System.Globalization;
using System.Text;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Flags of a meter's file, or of the method that made a reading, as one text for a day: <c>1-20:F14/76,48:GP/linear</c>. Intervals count
/// from 1, stretches of the same flag are one entry, and intervals without a flag are not named. In a flag <c>,</c> is written <c>%2C</c> and <c>%</c> <c>%25</c>.
/// </summary>
public static class IntervalMarks
{
    /// <summary>Null where no interval has a flag.</summary>
    public static string? Write(ReadOnlySpan<string> marks)
    {
        StringBuilder? text = null;
        for (var first = 0; first < marks.Length;)
        {
            var end = first + 1;
            while (end < marks.Length && marks[end] == marks[first]) end++;
            if (marks[first].Length > 0)
            {
                text = text is null ? new StringBuilder() : text.Append(',');
                text.Append(CultureInfo.InvariantCulture, $"{first + 1}");
                if (end > first + 1) text.Append(CultureInfo.InvariantCulture, $"-{end}");
                text.Append(':').Append(marks[first].Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal));
            }
            first = end;
        }
        return text?.ToString();
    }

    /// <summary>A flag for each interval, the empty one where there is none; from what <see cref="Write"/> gave.</summary>
    public static string[] Read(string? text, int intervals)
    {
        var marks = new string[intervals];
        marks.AsSpan().Fill("");
        foreach (var entry in text?.Split(',') ?? [])
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            var span = entry[..colon].Split('-');
            var mark = entry[(colon + 1)..].Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
            var (first, last) = (int.Parse(span[0], CultureInfo.InvariantCulture), int.Parse(span[^1], CultureInfo.InvariantCulture));
            marks.AsSpan(first - 1, last - first + 1).Fill(mark);
        }
        return marks;
    }
}
