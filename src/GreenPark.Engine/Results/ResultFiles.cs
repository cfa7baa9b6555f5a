using System.Buffers;
using System.Buffers.Text;
using System.Text;
using GreenPark.Engine.Attribution;

namespace GreenPark.Engine.Results;

/// <summary>The CSV files of a run (method page, "Results"): LF line ends, no time of creation, byte-for-byte reproducible.</summary>
public static class ResultFiles
{
    /// <summary>Name and content of every result file but <c>summary.json</c>.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> Csv(RunResult run)
    {
        yield return ("attribution.csv", Attribution(run));
        for (var k = 0; k < run.Series.Sources.Length; k++)
            yield return ($"attribution-{run.Series.Sources[k]}.csv", Attribution(run, k));
        yield return ("balance.csv", Balance(run));
    }

    /// <summary>Every file of a run.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> All(RunResult run, InputHashes inputs) =>
        Csv(run).Append(("summary.json", SummaryJson.Write(run, inputs)));

    private static ReadOnlyMemory<byte> Attribution(RunResult run)
    {
        var csv = new CsvLines(run, [.. run.Microgrid.Members.Select(m => m.Code)]);
        var sums = new long[run.Series.Members];
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            sums.AsSpan().Clear();
            for (var k = 0; k < run.Series.Attributed.Length; k++) Rows.Add(run.Series.AttributedOf(k, t), sums);
            csv.Start(t);
            csv.Add(sums);
        }
        return csv.Content;
    }

    private static ReadOnlyMemory<byte> Attribution(RunResult run, int source)
    {
        var csv = new CsvLines(run, [.. run.Microgrid.Members.Select(m => m.Code), "unattributed"]);
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            csv.Start(t);
            csv.Add(run.Series.AttributedOf(source, t));
            csv.Add([run.Series.Unattributed[source][t]]);
        }
        return csv.Content;
    }

    private static ReadOnlyMemory<byte> Balance(RunResult run)
    {
        var columns = run.Series.Balance.Columns;
        var csv = new CsvLines(run, [.. columns.Select(c => c.Name)]);
        var row = new long[columns.Length];
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            for (var i = 0; i < row.Length; i++) row[i] = columns[i].Values[t];
            csv.Start(t);
            csv.Add(row);
        }
        return csv.Content;
    }

    /// <summary>Lines that begin with the interval's label as it was read.</summary>
    private sealed class CsvLines
    {
        private readonly RunResult run;
        private readonly ArrayBufferWriter<byte> buffer;
        private bool open;

        public CsvLines(RunResult run, IReadOnlyList<string> columns)
        {
            this.run = run;
            buffer = new ArrayBufferWriter<byte>((int)Math.Min(run.Series.Intervals * (26 + 5L * columns.Count) + 1024, 1 << 30));
            buffer.Write("interval_start"u8);
            foreach (var column in columns)
            {
                buffer.Write(","u8);
                buffer.Write(Encoding.UTF8.GetBytes(column));
            }
            open = true;
        }

        public ReadOnlyMemory<byte> Content
        {
            get
            {
                if (open) buffer.Write("\n"u8);
                open = false;
                return buffer.WrittenMemory;
            }
        }

        public void Start(int interval)
        {
            buffer.Write("\n"u8);
            buffer.Write(run.Readings.Labels[interval].Span);
        }

        public void Add(ReadOnlySpan<long> values)
        {
            var span = buffer.GetSpan(values.Length * 21);
            var written = 0;
            foreach (var value in values)
            {
                span[written++] = (byte)',';
                Utf8Formatter.TryFormat(value, span[written..], out var digits);
                written += digits;
            }
            buffer.Advance(written);
        }
    }
}
