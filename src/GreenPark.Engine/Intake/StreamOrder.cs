namespace GreenPark.Engine.Intake;

/// <summary>
/// The rows of a stream in the order of time: files run forwards or backwards, blocks may be out of order (noted), a row may stand twice
/// (noted, where both say the same). Only here local time becomes UTC, since a repeated hour is told apart by the order of rows.
/// </summary>
/// <param name="Rows">Numbers of the stream's rows, ascending in time.</param>
/// <param name="Utc">For each of them its stamp in UTC seconds.</param>
internal sealed record StreamOrder(int[] Rows, long[] Utc)
{
    /// <summary>Longer intervals are longer still, or shorter, where the clocks are changed within them.</summary>
    private const int MostOverChanges = 3600;

    /// <summary>Null where a fault was found; it is in the context's errors.</summary>
    public static StreamOrder? Of(ReadingStream stream, RowContext context, bool isUtc)
    {
        var rows = new int[stream.Rows];
        var backwards = rows.Length > 1 && stream.Stamps[^1] < stream.Stamps[0];
        for (var i = 0; i < rows.Length; i++) rows[i] = backwards ? rows.Length - 1 - i : i;
        var utc = new long[rows.Length];
        if (!TellTime(stream, context, isUtc, rows, utc)) return null;
        Sort(stream, context, rows, utc);
        return DropRepeated(stream, context, rows, utc);
    }

    private static bool TellTime(ReadingStream stream, RowContext context, bool isUtc, int[] rows, long[] utc)
    {
        var stamps = context.Profile.Stamps;
        var clock = new ZoneClock(isUtc ? "Z" : stamps.Zone, stamps.At == StampAt.End || context.IsRegister ? context.IntervalSeconds : 0);
        var good = true;
        var doubled = new Dictionary<long, DoubledHour>();
        for (var i = 0; i < rows.Length; i++)
        {
            var local = stream.Stamps[rows[i]];
            switch (clock.ToUtc(local, i > 0 ? utc[i - 1] : null, out utc[i]))
            {
                case ClockReading.Repeated:
                    var (change, seconds) = clock.Doubled;
                    if (!doubled.TryGetValue(change, out var hour)) doubled.Add(change, hour = new DoubledHour(seconds, i));
                    hour.Take(i, utc[i] >= change);
                    break;
                case ClockReading.Skipped:
                    good = false;
                    if (!context.Errors.OnlyCounts())
                        context.Errors.Add(Error.Invalid("intake.time_skipped", RowContext.Shown(local), stamps.Zone) with { Place = context.PlaceOfRow(stream.Line(rows[i])) });
                    break;
            }
        }
        foreach (var hour in doubled.Values)
        {
            var decided = hour.Decide(i => stream.Stamps[rows[i]], utc, context.IntervalSeconds);
            context.Notes.Add(decided ? "intake.note_clock_repeated" : "intake.note_clock_once", hour.Count, context.PlaceOfRow(stream.Line(rows[hour.First])), stamps.Zone);
        }
        if (!good || context.IntervalSeconds <= MostOverChanges || !clock.ChangesWithin(utc.Min() - context.IntervalSeconds, utc.Max() + context.IntervalSeconds)) return good;
        context.Errors.Add(Error.Invalid("intake.zone_changes", context.Profile.IntervalMinutes, stamps.Zone).At(context.FileName));
        return false;
    }

    private static void Sort(ReadingStream stream, RowContext context, int[] rows, long[] utc)
    {
        var (late, first) = (0, 0);
        for (var i = 1; i < utc.Length; i++)
            if (utc[i] < utc[i - 1] && late++ == 0) first = rows[i];
        if (late == 0) return;
        context.Notes.Add("intake.note_sorted", late, context.PlaceOfRow(stream.Line(first)));
        var sorted = Enumerable.Range(0, rows.Length).OrderBy(i => utc[i]).ThenBy(i => i).Select(i => (rows[i], utc[i])).ToArray();
        for (var i = 0; i < sorted.Length; i++) (rows[i], utc[i]) = sorted[i];
    }

    private static StreamOrder? DropRepeated(ReadingStream stream, RowContext context, int[] rows, long[] utc)
    {
        var (kept, good, gaps, firstGap) = (0, true, 0L, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var apart = kept == 0 ? context.IntervalSeconds : utc[i] - utc[kept - 1];
            var line = stream.Line(rows[i]);
            if (apart == 0 && stream.Same(rows[kept - 1], rows[i]))
            {
                context.Notes.Add("intake.note_row_twice", () => context.PlaceOfRow(line));
                continue;
            }
            // both meters may be read at the moment of an exchange, which may be within an interval
            var exchanged = context.IsRegister && (Exchanged(kept - 1, i) || (apart > 0 && (Exchanged(i, i + 1) || Exchanged(kept - 2, kept - 1))));
            if (apart < context.IntervalSeconds && !exchanged)
            {
                good = false;
                if (!context.Errors.OnlyCounts())
                    context.Errors.Add(Error.Invalid(apart == 0 ? "intake.row_conflict" : "intake.rows_overlap",
                        RowContext.Shown(stream.Stamps[rows[i]]), stream.Line(rows[kept - 1]), context.Profile.IntervalMinutes) with { Place = context.PlaceOfRow(line) });
            }
            if (apart > context.IntervalSeconds && gaps == 0) firstGap = line;
            if (apart > context.IntervalSeconds) gaps += (apart - 1) / context.IntervalSeconds;
            (rows[kept], utc[kept]) = (rows[i], utc[i]);
            kept++;
        }
        context.Notes.Add("intake.note_gap", gaps, context.PlaceOfRow(firstGap));
        return !good ? null : kept == rows.Length ? new StreamOrder(rows, utc) : new StreamOrder(rows[..kept], utc[..kept]);

        bool Exchanged(int one, int next) => one >= 0 && next < rows.Length && utc[one] == utc[next] && stream.Serial(rows[one]) != stream.Serial(rows[next]);
    }
}
