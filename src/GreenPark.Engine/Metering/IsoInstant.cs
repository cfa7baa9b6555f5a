namespace GreenPark.Engine.Metering;

/// <summary>ISO 8601 with offset, as readings files write it: <c>2018-01-01T00:15[:00](Z|±hh:mm)</c>.</summary>
internal static class IsoInstant
{
    /// <summary>Seconds since 1970-01-01T00:00:00Z; false where the text is not such an instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcSeconds)
    {
        utcSeconds = 0;
        if (text.Length < 17 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)
            || !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute)) return false;
        var rest = text[16..];
        var second = 0;
        if (rest[0] == ':')
        {
            if (rest.Length < 4 || !Digits(rest.Slice(1, 2), out second)) return false;
            rest = rest[3..];
        }
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        if (!TryParseOffset(rest, out var offset)) return false;
        utcSeconds = (new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L
            + hour * 3600 + minute * 60 + second - offset;
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text is [(byte)'Z']) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!Digits(text.Slice(1, 2), out var hours) || !Digits(text.Slice(4, 2), out var minutes) || hours > 23 || minutes > 59) return false;
        seconds = (hours * 3600 + minutes * 60) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c - '0' is < 0 or > 9) return false;
            value = value * 10 + (c - '0');
        }
        return true;
    }
}
