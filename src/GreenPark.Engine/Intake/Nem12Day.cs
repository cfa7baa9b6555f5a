using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>A 300 row and the 400 rows below it: one channel's day.</summary>
internal sealed class Nem12Day(Nem12Channel channel, DateOnly date, long startUtcSeconds, int line, MdffQuality rowQuality)
{
    /// <summary>A value that is not there.</summary>
    public const long None = -1;

    /// <summary>A value below zero that the profile lets pass as a missing one.</summary>
    public const long Dropped = -2;
    private const int From = 1, To = 2, Method = 3, Reason = 4;
    private int lastLine;
    private int coveredTo;
    private bool faulty;

    public Nem12Channel Channel => channel;
    public DateOnly Date => date;
    public long StartUtcSeconds => startUtcSeconds;
    public int Line => line;
    public long[] Microjoules { get; } = new long[channel.ValuesOfDay];
    public byte[] Quality { get; } = new byte[channel.ValuesOfDay];
    public byte[] Marks { get; } = new byte[channel.ValuesOfDay];

    public void Fail() => faulty = true;

    /// <summary>
    /// A 400 row: from, to (both included, from 1), method, reason. The rows of a day ascend without overlap; where its 300 row does not say
    /// V, one quality holds for all of it and they may add no more than reasons.
    /// </summary>
    public void ReadEvent(MdffRows rows, ErrorList errors)
    {
        lastLine = rows.Line;
        if (faulty) return;   // its 300 row is wrong: what ranges would fit is not known
        var count = Microjoules.Length;
        if (!int.TryParse(rows.Text(From), out var from) || !int.TryParse(rows.Text(To), out var to) || from < 1 || to < from)
            Refuse(Error.Invalid("intake.nem12_event_range", rows.Shown(From), rows.Shown(To), count), From);
        else if (to > count) Refuse(Error.Invalid("intake.nem12_event_beyond", from, to, count), To);
        else if (from <= coveredTo) Refuse(Error.Invalid("intake.nem12_event_overlap", from, to, coveredTo), From);
        else if (rowQuality.Varies && from > coveredTo + 1) Refuse(Error.Invalid("intake.nem12_event_gap", coveredTo + 1, from - 1, line), From);
        else if (MdffQuality.Of(rows[Method], rows[Reason]) is not { Varies: false } quality)
            Refuse(Error.Invalid("intake.nem12_bad_quality", rows.Shown(Method), rows.Shown(Reason)), Method);
        else if (!rowQuality.Varies && quality.Flag != rowQuality.Flag)
            Refuse(Error.Invalid("intake.nem12_event_contradicts", quality.Mark, line, rowQuality.Mark), Method);
        else if (!TryFlag(from - 1, to, quality)) Refuse(Error.Invalid("intake.too_many_flags", channel.Name), Method);
        else if (FirstEmpty(from - 1, to) is { } empty) Refuse(Error.Invalid("intake.nem12_event_without_value", empty + 1, line, quality.Mark), Method);
        else coveredTo = to;

        void Refuse(Error error, int field)
        {
            errors.Add(rows.Placed(error, field));
            faulty = true;
        }
    }

    /// <summary>Flags the intervals from <paramref name="from"/> (from 0) up to <paramref name="to"/>, excluded; false where the channel has too many flags.</summary>
    public bool TryFlag(int from, int to, MdffQuality quality)
    {
        if (!channel.Marks.TryNumber(quality.Mark, out var mark)) return false;
        Quality.AsSpan(from..to).Fill((byte)quality.Quality);
        Marks.AsSpan(from..to).Fill(mark);
        return true;
    }

    /// <summary>The first interval that is flagged as a reading and has no value.</summary>
    public int? FirstEmpty(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (Quality[i] != (byte)ReadingQuality.Missing && Microjoules[i] == None) return i;
        return null;
    }

    /// <summary>Whether the day can be taken; where flags vary, every interval needs its own.</summary>
    public bool IsWhole(string fileName, ErrorList errors)
    {
        if (faulty) return false;
        if (!rowQuality.Varies || coveredTo == Microjoules.Length) return true;
        errors.Add(Error.Invalid("intake.nem12_event_gap", coveredTo + 1, Microjoules.Length, line).At(fileName, Math.Max(line, lastLine)));
        return false;
    }

    /// <summary>The same readings with the same flags.</summary>
    public bool SameAs(Nem12Day other) =>
        Microjoules.AsSpan().SequenceEqual(other.Microjoules) && Quality.AsSpan().SequenceEqual(other.Quality) && Marks.AsSpan().SequenceEqual(other.Marks);
}
