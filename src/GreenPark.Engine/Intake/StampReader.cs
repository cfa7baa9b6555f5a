using System.Text;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>A row's stamp by the profile's patterns, before the zone is asked: local seconds, or UTC seconds where the file writes offsets.</summary>
internal sealed class StampReader
{
    private const int SecondsOfDay = 86_400;

    /// <summary>From 1900 to 9000, as in the patterns.</summary>
    private const long First = -2_208_988_800, Last = 221_845_392_000;
    private readonly StampPattern[] patterns;
    private readonly bool midnightEndsDay;
    private readonly byte[] last = new byte[64];
    private int lastLength = -1;
    private long lastSeconds;

    public StampReader(StampLayout layout, Encoding encoding)
    {
        IsIso = layout.Patterns.Contains(StampPattern.Iso);
        patterns = [.. layout.Patterns.Where(p => p != StampPattern.Iso).Select(p => StampPattern.Parse(p, encoding)!)];
        midnightEndsDay = layout.Midnight == Midnight.EndsDay;
    }

    /// <summary>Stamps carry their offset; other patterns beside <c>iso</c> are not asked then.</summary>
    public bool IsIso { get; }

    /// <summary>A stamp of hour 24 was read.</summary>
    public bool SawHour24 { get; private set; }

    /// <summary>Rows of many meters have the same stamp one after another: it is read once.</summary>
    /// <returns>Null where the stamp was read; else the code of the fault.</returns>
    public string? Read(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = lastSeconds;
        if (text.Length == lastLength && text.SequenceEqual(last.AsSpan(0, lastLength))) return null;
        var fault = ReadAnew(text, out seconds);
        if (fault is not null || text.Length > last.Length) return fault;
        text.CopyTo(last);
        (lastLength, lastSeconds) = (text.Length, seconds);
        return null;
    }

    private string? ReadAnew(ReadOnlySpan<byte> text, out long seconds)
    {
        if (IsIso)
        {
            if (!IsoInstant.TryParse(text, out seconds) || !IsInCalendar(seconds)) return "intake.bad_stamp";
            if (midnightEndsDay && text[11..16].SequenceEqual("00:00"u8) && seconds % 60 == 0) seconds += SecondsOfDay;
            return null;
        }
        var found = patterns[0].TryRead(text, out seconds, out var isHour24);
        for (var i = 1; i < patterns.Length; i++)
        {
            if (!patterns[i].TryRead(text, out var other, out var otherIsHour24)) continue;
            if (found && (other != seconds || otherIsHour24 != isHour24)) return "intake.stamp_ambiguous";
            (found, seconds, isHour24) = (true, other, otherIsHour24);
        }
        if (!found) return "intake.bad_stamp";
        SawHour24 |= isHour24;
        // hour 24 is the end of its day already
        if (midnightEndsDay && !isHour24 && seconds % SecondsOfDay == 0) seconds += SecondsOfDay;
        return null;
    }

    /// <summary>A stamp that the file holds as a date, not as text.</summary>
    public string? OfDate(long localSeconds, out long seconds)
    {
        seconds = localSeconds + (midnightEndsDay && localSeconds % SecondsOfDay == 0 ? SecondsOfDay : 0);
        return IsIso || !IsInCalendar(seconds) ? "intake.bad_stamp" : null;
    }

    /// <summary>Whether an instant lies in years a meter can speak of; it can be shown as a date then.</summary>
    public static bool IsInCalendar(long utcSeconds) => utcSeconds is >= First and <= Last;
}
