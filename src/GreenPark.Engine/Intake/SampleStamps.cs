using System.Text;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>The stamps found in a file: their columns, how they are written, and how many of them differ.</summary>
internal sealed record SampleStamps(StampLayout Layout, int[] Columns, int IntervalMinutes, bool Repeats, int Distinct)
{
    private const int RowsToTry = 60, ColumnsToTry = 8, MostPatterns = 3;
    private const long Day = 86_400;

    private static readonly string[] DayFirst = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy", "d/M/yy", "d.M.yy"];
    private static readonly string[] Dates =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", .. DayFirst, .. DayFirst.Select(MonthFirst),
    ];
    private static readonly string[] Times = [" H:mm", " H:mm:ss", "TH:mm", "TH:mm:ss", " H:mm:ss.fff", " h:mm tt", " h:mm:ss tt", "HHmm", "HHmmss", " HHmm"];
    private static readonly string[] All = [StampPattern.Iso, .. Dates.SelectMany(d => Times.Select(t => d + t))];

    /// <summary>A way of writing stamps that is tried; made once for a file, not for each cell.</summary>
    private sealed record Style(string Pattern, StampPattern? Reader)
    {
        public static Style[] Tried() => [.. All.Select(p => new Style(p, p == StampPattern.Iso ? null : StampPattern.Parse(p, Encoding.UTF8)))];

        public bool Fits(ReadOnlySpan<byte> text) => Reader is null ? IsoInstant.TryParse(text, out _) : Reader.TryRead(text, out _);
    }

    /// <summary>Whether a cell of the line taken for the header is a time.</summary>
    public static bool LookLikeStamps(IEnumerable<string> cells)
    {
        var styles = Style.Tried();
        return cells.Any(cell => styles.Any(s => s.Fits(Encoding.UTF8.GetBytes(cell.Trim()))));
    }

    /// <summary>Null where no column, and no two beside each other, hold times.</summary>
    public static SampleStamps? Find(SampleTable table, Findings found)
    {
        var few = new List<string[]>();
        table.Each((_, row, cells) => few.Add(Texts(row, cells)), RowsToTry);
        var styles = Style.Tried();
        foreach (var columns in Candidates(table.Names.Length))
        {
            var texts = few.Where(r => r.Length > columns[^1]).Select(r => Encoding.UTF8.GetBytes(string.Join(' ', columns.Select(c => r[c])))).Where(t => t.Length > 1).ToList();
            var fitting = styles.Where(s => texts.Any(t => s.Fits(t))).ToArray();
            if (texts.Count == 0 || fitting.Length == 0 || texts.Count(t => fitting.Any(s => s.Fits(t))) * 10 < texts.Count * 9) continue;
            found.Saw("stamps.columns", "intake.seen_stamps", string.Join(", ", columns.Select(c => table.Names[c])));
            return new SampleRows(table, columns).ToStamps(found);
        }
        return null;
    }

    private static IEnumerable<int[]> Candidates(int columns)
    {
        for (var c = 0; c < Math.Min(columns, ColumnsToTry); c++) yield return [c];
        for (var c = 0; c + 1 < Math.Min(columns, ColumnsToTry); c++) yield return [c, c + 1];
    }

    private static string MonthFirst(string dayFirst) => dayFirst.Replace('d', '\0').Replace('M', 'd').Replace('\0', 'M');

    private static string[] Texts(ReadOnlySpan<byte> row, ReadOnlySpan<(int Start, int Length)> cells)
    {
        var texts = new string[cells.Length];
        for (var c = 0; c < texts.Length; c++) texts[c] = Encoding.UTF8.GetString(row.Slice(cells[c].Start, cells[c].Length)).Trim();
        return texts;
    }

    /// <summary>All rows of the file, by all patterns that any of them fits.</summary>
    private sealed class SampleRows
    {
        private readonly string[] columns;
        private readonly int[] numbers;
        private readonly List<(Style Style, int Fits, int FirstMiss)> patterns = [.. Style.Tried().Select(s => (s, 0, 0))];
        private readonly List<(int Line, byte[] Text)> rows = [];

        public SampleRows(SampleTable table, int[] numbers)
        {
            (this.numbers, columns) = (numbers, [.. numbers.Select(c => table.Names[c])]);
            table.Each((line, row, cells) =>
            {
                if (cells.Length <= numbers[^1]) return;
                var text = row.Slice(cells[numbers[0]].Start, cells[numbers[0]].Length).Trim((byte)' ').ToArray();
                if (numbers.Length > 1) text = [.. text, (byte)' ', .. row.Slice(cells[numbers[1]].Start, cells[numbers[1]].Length).Trim((byte)' ')];
                if (text.Length > numbers.Length - 1) rows.Add((line, text));
            });
        }

        public SampleStamps ToStamps(Findings found)
        {
            var layout = new StampLayout { Columns = columns, Patterns = Patterns(found) };
            var reader = new StampReader(layout, Encoding.UTF8);
            var stamps = new List<long>(rows.Count);
            foreach (var (_, text) in rows)
                if (reader.Read(text, out var seconds) is null) stamps.Add(seconds + (reader.IsIso ? OffsetOf(text) : 0));
            if (stamps.Zip(stamps.Skip(1), (a, b) => Math.Sign(b - a)).Sum() < 0)
            {
                found.Saw("stamps", "intake.seen_descending");
                stamps.Reverse();
            }
            if (!reader.IsIso) found.Ask("stamps.zone", "intake.ask_zone", layout.Zone);
            var (minutes, distinct) = Interval(stamps, found);
            return new SampleStamps(Ends(layout, stamps, minutes, reader.SawHour24, found), numbers, minutes, distinct * 10 < stamps.Count * 7, distinct);
        }

        /// <summary>The patterns that together fit all rows. Where day and month could be exchanged in all of them, a person is asked.</summary>
        private string[] Patterns(Findings found)
        {
            Count(rows);
            var chosen = new List<string>();
            var left = rows;
            while (left.Count > 0 && chosen.Count < MostPatterns && patterns.MaxBy(p => p.Fits) is { Fits: > 0 } best)
            {
                var pattern = best.Style.Pattern;
                var other = patterns.FirstOrDefault(p => SameButForOrder(p.Style.Pattern, pattern));
                if (other.Style is not null && other.Fits == best.Fits) found.Ask("stamps.patterns", "intake.ask_day_or_month", pattern, other.Style.Pattern);
                else if (other.FirstMiss > 0) found.Saw("stamps.patterns", "intake.seen_day_or_month", pattern, other.FirstMiss);
                else found.Saw("stamps.patterns", "intake.seen_pattern", pattern, best.Fits);
                left = [.. left.Where(r => !best.Style.Fits(r.Text))];
                chosen.Add(Padded(pattern, left.Count == 0));
                Count(left);
            }
            if (left.Count > 0) found.Ask("stamps.patterns", "intake.ask_pattern", ReadingsFile.Shown(left[0].Text), left[0].Line);
            return [.. chosen];
        }

        private void Count(List<(int Line, byte[] Text)> of)
        {
            for (var p = 0; p < patterns.Count; p++)
            {
                var style = patterns[p].Style;
                var (fits, miss) = (0, 0);
                foreach (var (line, text) in of)
                {
                    if (style.Fits(text)) fits++;
                    else if (miss == 0) miss = line;
                    if (fits == 0 && miss > 0 && of.Count > RowsToTry && line - of[0].Line > of.Count / 2) break;
                }
                patterns[p] = (style, fits, miss);
            }
        }

        /// <summary>The fixed-width spelling of a pattern where all rows have it, which says more and is read faster.</summary>
        private string Padded(string pattern, bool alone)
        {
            if (!alone || pattern == StampPattern.Iso || rows.Any(r => r.Text.Length != rows[0].Text.Length)) return pattern;
            var padded = string.Concat(pattern.Select((c, i) => c is 'M' or 'd' or 'H' or 'h' && pattern.Count(x => x == c) == 1 ? new string(c, 2) : $"{c}"));
            return StampPattern.Parse(padded, Encoding.UTF8) is { } reader && rows.All(r => reader.TryRead(r.Text, out _)) ? padded : pattern;
        }

        private static bool SameButForOrder(string one, string other) => MonthFirst(one) == other && one != other && one.IndexOf('y') != 0;

        private static (int Minutes, int Distinct) Interval(List<long> stamps, Findings found)
        {
            var sorted = stamps.Distinct().Order().ToArray();
            var most = sorted.Zip(sorted.Skip(1), (a, b) => b - a).GroupBy(d => d).MaxBy(g => g.Count());
            var good = most is not null && most.Key % 60 == 0 && most.Key / 60 is >= 1 and <= ImportProfileRules.MaxIntervalMinutes;
            if (good) found.Saw("intervalMinutes", "intake.seen_interval", most!.Key / 60, most.Count());
            else found.Ask("intervalMinutes", "intake.ask_interval");
            return (good ? (int)(most!.Key / 60) : new ImportProfile { Format = IntakeFormat.WideCsv }.IntervalMinutes, sorted.Length);
        }

        private static StampLayout Ends(StampLayout layout, List<long> stamps, int minutes, bool sawHour24, Findings found)
        {
            var step = minutes * 60L;
            var (ending, beginning, open, runs) = Midnights(stamps, step);
            // where every meter's rows end so, it is no accident of one that begins where another ends
            if (ending == 0 && open == runs) (ending, open) = (open, 0);
            if (ending > 0 && beginning == 0)
            {
                found.Saw("stamps.midnight", "intake.seen_midnight_ends", ending);
                return layout with { At = StampAt.End, Midnight = Midnight.EndsDay };
            }
            if (open > 0 && beginning == 0)
            {
                found.Ask("stamps.at", "intake.ask_end");
                return layout;
            }
            if (sawHour24)
            {
                found.Saw("stamps.at", "intake.seen_midnight_24");
                return layout with { At = StampAt.End };
            }
            if (stamps.Count > 0 && stamps[0] % Day == step && stamps[^1] % Day == 0)
            {
                found.Saw("stamps.at", "intake.seen_end");
                return layout with { At = StampAt.End };
            }
            if (stamps.Count > 0 && stamps[0] % Day == 0 && stamps[^1] % Day == Day - step) found.Saw("stamps.at", "intake.seen_start");
            else found.Ask("stamps.at", "intake.ask_end");
            return layout;
        }

        /// <summary>
        /// How often midnight follows the last time of the same date, or of the date before. Only within a run of rows whose times do not come
        /// again: in a file of one meter after the other, a meter's first time stands below another's last. Where nothing follows that
        /// would tell the two apart, it is open.
        /// </summary>
        private static (int Ending, int Beginning, int Open, int Runs) Midnights(List<long> stamps, long step)
        {
            var (ending, beginning, open, runs) = (0, 0, 0, 1);
            var run = new HashSet<long>();
            long[] times = [.. stamps.Where((x, i) => i == 0 || x != stamps[i - 1])];   // rows of several meters at one time
            for (var i = 0; i < times.Length; i++)
            {
                var continues = run.Add(times[i]);
                if (!continues)
                {
                    run = [times[i]];
                    runs++;
                }
                if (i == 0 || !continues || times[i] % Day != 0) continue;
                if (times[i - 1] == times[i] - step) beginning++;
                else if (times[i - 1] != times[i] + Day - step) continue;
                else if (i + 1 < times.Length && times[i + 1] > times[i - 1]) ending++;
                else open++;
            }
            return (ending, beginning, open, runs);
        }

        /// <summary>Seconds that a stamp's own offset adds: hints lie in local time.</summary>
        private static long OffsetOf(ReadOnlySpan<byte> text)
        {
            if (text[^1] == 'Z') return 0;
            var offset = Encoding.ASCII.GetString(text[^6..]);
            return (int.Parse(offset.AsSpan(1, 2), System.Globalization.CultureInfo.InvariantCulture) * 3600 + int.Parse(offset.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture) * 60) * (offset[0] == '-' ? -1 : 1);
        }
    }
}
