using System.Globalization;
using System.Text.RegularExpressions;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz.Plain;

/// <summary>A stamp by the profile's patterns, through a regular expression made of each; zones are fixed offsets here.</summary>
internal static class PlainStamp
{
    /// <summary>The stamp in UTC seconds, or an exception.</summary>
    public static long Utc(string text, StampLayout layout)
    {
        text = text.Trim(' ');
        if (layout.Patterns.Contains("iso")) return Iso(text);
        var read = layout.Patterns.Select(p => Local(text, p)).OfType<DateTime>().Distinct().Single();
        if (layout.Midnight == Midnight.EndsDay && read.TimeOfDay == TimeSpan.Zero && !text.Contains("24:00", StringComparison.Ordinal)) read = read.AddDays(1);
        var ahead = TimeSpan.ParseExact(layout.Zone[1..], "hh\\:mm", CultureInfo.InvariantCulture);
        return (long)(read - (layout.Zone[0] == '-' ? -ahead : ahead) - DateTime.UnixEpoch).TotalSeconds;
    }

    /// <summary>ISO 8601 with any offset; seconds are optional.</summary>
    public static long Iso(string text)
    {
        var time = text[..^(text.EndsWith('Z') ? 1 : 6)];
        var local = DateTime.ParseExact(time, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None);
        var offset = text.EndsWith('Z') ? TimeSpan.Zero : TimeSpan.ParseExact(text[^5..], "hh\\:mm", CultureInfo.InvariantCulture);
        return (long)(local - (text[^6] == '-' ? -offset : offset) - DateTime.UnixEpoch).TotalSeconds;
    }

    private static DateTime? Local(string text, string pattern)
    {
        var expression = Regex.Replace(pattern, "yyyy|[MdHhms]{1,2}|tt|.", letter => letter.Value switch
        {
            "yyyy" => "(?<y>[0-9]{4})",
            "tt" => "(?<t>[AaPp][Mm])",
            { Length: 2 } two => $"(?<{two[0]}>[0-9]{{2}})",
            "M" or "d" or "H" or "h" or "m" or "s" => $"(?<{letter.Value}>[0-9]{{1,2}})",
            var other => Regex.Escape(other),
        });
        var match = Regex.Match(text, $"^{expression}$", RegexOptions.CultureInvariant);
        if (!match.Success || text.EndsWith('\n')) return null;
        int Of(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        var hour = match.Groups["t"] is { Success: true } half ? Of("h") % 12 + (half.Value is ['p' or 'P', ..] ? 12 : 0) : Of("H");
        try
        {
            var minute = new DateTime(Of("y"), Of("M"), Of("d"), 0, Of("m"), Of("s"), DateTimeKind.Unspecified);
            return hour > 24 || (hour == 24 && minute.TimeOfDay > TimeSpan.Zero) ? null : minute.AddHours(hour);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
