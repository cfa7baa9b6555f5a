using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>
/// One way of writing local time, as a profile tells it: <c>yyyy yy MM M dd d HH H hh h mm m ss s fff tt</c>, everything else stands for
/// itself. A doubled letter has exactly two digits, a single one one or two; fractions of a second must be zeros.
/// </summary>
internal sealed class StampPattern
{
    public const string Iso = "iso";
    private const long SecondsOfDay = 86_400;

    /// <summary>Years a meter can speak of; beyond them a stamp is a slip of the pen.</summary>
    private const int FirstYear = 1900, LastYear = 9000;
    private static readonly int UnixDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private readonly List<(char Letter, int Width, byte[] Text)> fields = [];
    private readonly int timeField = -1, dateLength = -1;
    private readonly byte[] lastDate = new byte[40];
    private int lastDateLength = -1;
    private long lastDay;

    private StampPattern(List<(char, int, byte[])> fields)
    {
        this.fields = fields;
        var length = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            var (letter, width, text) = this.fields[i];
            if ("Hhmsft".Contains(letter))
            {
                // a day that all stands before the time and always has the same length can be recognised by its bytes
                if (fields.Take(i).Count(f => "yMd".Contains(f.Item1)) == 3) (timeField, dateLength) = (i, length);
                break;
            }
            if (letter != '\0' && width == 0) break;
            length += letter == '\0' ? text.Length : width;
            if (length > lastDate.Length) break;
        }
    }

    /// <summary>Null where the pattern lacks a part of the date or the hour, has one twice or a letter that means nothing.</summary>
    public static StampPattern? Parse(string pattern, Encoding encoding)
    {
        var fields = new List<(char Letter, int Width, byte[] Text)>();
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            var length = 1;
            if (!char.IsAsciiLetter(letter) || (letter == 'T' && !pattern.Contains('t')))
            {
                fields.Add(('\0', 0, encoding.GetBytes([letter])));
                i++;
                continue;
            }
            while (i + length < pattern.Length && pattern[i + length] == letter) length++;
            i += length;
            var good = letter switch { 'y' => length is 2 or 4, 'M' or 'd' or 'H' or 'h' or 'm' or 's' => length <= 2, 'f' => length <= 7, 't' => length == 2, _ => false };
            if (!good || fields.Any(f => f.Letter == letter)) return null;
            fields.Add((letter, length == 1 && letter != 'f' ? 0 : length, []));
        }
        bool Has(char letter) => fields.Any(f => f.Letter == letter);
        var whole = Has('y') && Has('M') && Has('d') && (Has('H') ? !Has('h') && !Has('t') : Has('h') && Has('t'));
        return whole ? new StampPattern(fields) : null;
    }

    /// <summary>Local seconds since 1970-01-01T00:00:00; hour 24 is the end of its day.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long seconds) => TryRead(text, out seconds, out _);

    /// <param name="isHour24">The stamp says itself that it is the end of its day, as midnight does not.</param>
    public bool TryRead(ReadOnlySpan<byte> text, out long seconds, out bool isHour24)
    {
        (seconds, isHour24) = (0, false);
        if (timeField >= 0 && lastDateLength >= 0 && text.Length > dateLength && text[..dateLength].SequenceEqual(lastDate.AsSpan(0, lastDateLength)))
            return TryReadTime(text[dateLength..], timeField, lastDay, out seconds, out isHour24);
        if (!TryReadDay(text, out var day)) return false;
        if (timeField >= 0)
        {
            text[..dateLength].CopyTo(lastDate);
            (lastDateLength, lastDay) = (dateLength, day);
        }
        return TryReadTime(text, 0, day, out seconds, out isHour24);
    }

    private bool TryReadDay(ReadOnlySpan<byte> text, out long day)
    {
        day = 0;
        int year = 0, month = 0, dayOfMonth = 0;
        foreach (var (letter, width, literal) in fields)
        {
            if (!TryTake(ref text, letter, width, literal, out var value)) return false;
            if (letter == 'y') year = width == 2 ? 2000 + value : value;
            else if (letter == 'M') month = value;
            else if (letter == 'd') dayOfMonth = value;
        }
        if (!text.IsEmpty || year is < FirstYear or > LastYear || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth).DayNumber - UnixDay;
        return true;
    }

    private bool TryReadTime(ReadOnlySpan<byte> text, int first, long day, out long seconds, out bool isHour24)
    {
        (seconds, isHour24) = (0, false);
        int hour = 0, minute = 0, second = 0, half = -1;
        for (var i = first; i < fields.Count; i++)
        {
            var (letter, width, literal) = fields[i];
            if (!TryTake(ref text, letter, width, literal, out var value)) return false;
            switch (letter)
            {
                case 'H' or 'h': hour = value; break;
                case 'm': minute = value; break;
                case 's': second = value; break;
                case 'f' when value != 0: return false;
                case 't': half = value; break;
            }
        }
        if (!text.IsEmpty || minute > 59 || second > 59) return false;
        if (half >= 0)
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + half;
        }
        if (hour > 24 || (hour == 24 && (minute > 0 || second > 0))) return false;
        isHour24 = hour == 24;
        seconds = day * SecondsOfDay + hour * 3600 + minute * 60 + second;
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, char letter, int width, byte[] literal, out int value)
    {
        value = 0;
        if (letter == '\0')
        {
            if (!text.StartsWith(literal)) return false;
            text = text[literal.Length..];
            return true;
        }
        if (letter == 't')
        {
            if (text.Length < 2 || (text[1] | 0x20) != 'm' || (text[0] | 0x20) is not ('a' or 'p')) return false;
            value = (text[0] | 0x20) == 'p' ? 12 : 0;
            text = text[2..];
            return true;
        }
        var length = 0;
        while (length < text.Length && length < (width == 0 ? 2 : width) && (uint)(text[length] - '0') <= 9) value = value * 10 + (text[length++] - '0');
        if (length == 0 || (width > 0 && length != width)) return false;
        text = text[length..];
        return true;
    }
}
