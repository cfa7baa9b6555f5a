using System.Numerics;
using System.Text;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz.Plain;

/// <summary>A CSV by a profile, the slow way: one character, one cell, one row after another, all of them kept as strings.</summary>
internal static class PlainCsv
{
    private sealed record Row(long Stamp, string Channel, BigInteger? Micro, string Serial);

    public static Readings Read(byte[] bytes, ImportProfile profile)
    {
        var lines = Cells(Decoded(bytes, profile.Text), profile.Text.Delimiter, profile.Text.HeaderLine);
        return Read(lines, profile);
    }

    /// <param name="lines">The header first, then rows; a line without any sign is a row of one empty cell.</param>
    public static Readings Read(List<List<string>> lines, ImportProfile profile)
    {
        var names = lines[0].Select(n => n.Trim()).ToList();
        int Column(string name, int otherwise) => name.Length == 0 ? otherwise : names.IndexOf(name.Trim()) is var at and >= 0 ? at : throw new FormatException($"no column {name}");
        var stamps = profile.Stamps.Columns.Count == 0 ? [0] : profile.Stamps.Columns.Select(c => Column(c, -1)).ToArray();
        var values = profile.Values;
        var (serial, flag) = (Column(values.SerialColumn, -1), Column(values.FlagColumn, -1));
        var isLong = profile.Format is IntakeFormat.LongCsv or IntakeFormat.LongXlsx;
        int[] read = isLong
            ? [Column(values.ValueColumn, 2)]
            : [.. Enumerable.Range(0, names.Count).Where(c => !stamps.Contains(c) && c != serial && c != flag && profile.Channels.GetValueOrDefault(names[c]) is not null)];
        var name = isLong ? Column(values.ChannelColumn, 1) : -1;
        int[] looked = [.. stamps, .. read, .. new[] { serial, flag, name }.Where(c => c >= 0)];

        var rows = new List<Row>();
        foreach (var cells in lines.Skip(1))
        {
            if (cells is [""] && names.Count > 1) continue;
            string Cell(int column) => column < 0 ? "" : cells[column];
            if (looked.All(c => c < cells.Count && cells[c].Length == 0)) continue;
            if (isLong && profile.Channels.GetValueOrDefault(Cell(name).Trim()) is null) continue;
            var stamp = PlainStamp.Utc(string.Join(' ', stamps.Select(c => Cell(c).Trim(' '))), profile.Stamps);
            var missing = flag >= 0 && values.Flags.GetValueOrDefault(Cell(flag).Trim(), Cell(flag).Trim().Length == 0 ? "M" : null!) == "-";
            foreach (var column in read)
                rows.Add(new Row(stamp, isLong ? Cell(name).Trim() : names[column], missing ? null : PlainNumber.Micro(Cell(column), profile), Cell(serial).Trim()));
        }
        return values.Kind == ValueKind.Register ? Steps(rows, profile) : Intervals(rows, profile);
    }

    private static Readings Intervals(List<Row> rows, ImportProfile profile)
    {
        var readings = new Readings();
        var seconds = profile.IntervalMinutes * 60;
        foreach (var row in rows.Where(r => r.Micro is not null))
            readings.Add(row.Channel, row.Stamp - (profile.Stamps.At == StampAt.End ? seconds : 0), row.Micro!.Value * (profile.Values.Kind == ValueKind.Power ? seconds : 3600));
        return readings;
    }

    /// <summary>Differences of a register, row by row in the order of time; files that run backwards are turned round.</summary>
    private static Readings Steps(List<Row> rows, ImportProfile profile)
    {
        var readings = new Readings();
        var seconds = profile.IntervalMinutes * 60;
        foreach (var channel in rows.GroupBy(r => r.Channel))
        {
            var order = channel.ToList();
            if (order[^1].Stamp < order[0].Stamp) order.Reverse();
            Row? last = null;
            var (from, counted) = (0L, BigInteger.Zero);
            foreach (var row in order.OrderBy(r => r.Stamp).Where(r => r.Micro is not null))
            {
                if (last is not null && last.Serial == row.Serial && row.Stamp > last.Stamp)
                {
                    var step = row.Micro!.Value - last.Micro!.Value;
                    if (step < 0) step += BigInteger.Pow(10, profile.Values.RegisterDigits + 6 + profile.Values.Unit[0] switch { 'k' => 3, 'M' => 6, _ => 0 });
                    counted += step;
                    if (row.Stamp - from == seconds) readings.Add(row.Channel, from, counted * (BigInteger)profile.Values.Multiplier * 3600);
                }
                // two meters read at one instant within an interval: it goes on
                if (last is null || row.Stamp - from >= seconds || (last.Serial != row.Serial && row.Stamp > last.Stamp)) (from, counted) = (row.Stamp, 0);
                last = row;
            }
        }
        return readings;
    }

    private static string Decoded(byte[] bytes, TextLayout layout)
    {
        Encoding encoding = layout.Encoding switch
        {
            "utf-16" => new UnicodeEncoding(bytes is [0xFE, 0xFF, ..] or [0, ..], true, true),
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!,
            "latin-1" => Encoding.Latin1,
            _ => new UTF8Encoding(false, true),
        };
        var text = encoding.GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    /// <summary>RFC 4180, with blanks and returns as they are; the last line's end makes no row.</summary>
    private static List<List<string>> Cells(string text, char delimiter, int headerLine)
    {
        var at = 0;
        for (var line = 1; line < headerLine; line++) at = text.IndexOf('\n', at) + 1;
        text = text.TrimEnd('\r', '\n') + "\n";
        var (lines, row) = (new List<List<string>>(), new List<string>());
        while (at < text.Length)
        {
            var cell = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
                {
                    if (text[at] == '"') at++;
                    cell.Append(text[at]);
                }
                at++;
            }
            else
            {
                while (text[at] != delimiter && text[at] != '\n' && !text.AsSpan(at).StartsWith("\r\n")) cell.Append(text[at++]);
            }
            row.Add(cell.ToString());
            if (text[at] == '\r') at++;
            if (text[at] == '\n')
            {
                lines.Add(row);
                row = [];
            }
            else if (text[at] != delimiter) throw new FormatException("something follows a quote");
            at++;
        }
        return lines;
    }
}
