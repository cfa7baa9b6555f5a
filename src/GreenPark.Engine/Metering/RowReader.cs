using System.Text;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary>The rows of one readings file, in one pass over its bytes.</summary>
/// <param name="columns">The metering point of each column; null for one to pass over.</param>
/// <param name="spill">Where a large file's readings are put away; without it they are kept in memory.</param>
internal sealed class RowReader(string fileName, string?[] columns, Microgrid microgrid, ErrorList errors, Spill? spill = null)
{
    private readonly string[] points = [.. columns.OfType<string>()];
    private readonly int[] cellOfPoint = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c] is not null)];
    private readonly List<long> starts = [];
    private readonly List<int> rowOffsets = [];
    private readonly List<int> labelLengths = [];
    private readonly LocalGrid grid = new(microgrid.TimeZone, microgrid.IntervalMinutes);
    private const int ShortestLabel = 17;
    private HashSet<long>? seen;
    private long[] values = [];
    private int line = 1;

    public string[] Points => points;
    public List<long> Starts => starts;

    /// <summary>A large file's values; null where they are in memory.</summary>
    public SpilledValues? Spilled { get; } = spill is null ? null : new SpilledValues(spill, columns.Count(c => c is not null));

    private int Held => starts.Count - (Spilled?.Rows ?? 0);

    public void ReadAll(ReadOnlySpan<byte> bytes, int offset)
    {
        // empty lines at the end are no rows
        ReadRows(bytes[..(bytes.LastIndexOfAnyExcept((byte)'\r', (byte)'\n') + 1)], offset);
        End();
    }

    /// <summary>Rows of a large file, the last of which are not empty.</summary>
    public void ReadAll(RowBlocks blocks)
    {
        while (blocks.Next(out var block) && !blocks.IsCutOff) ReadRows(block.Span, 0);
        if (blocks.IsCutOff) errors.Add(Error.Invalid("intake.line_too_long", RowBlocks.MostBytes >> 20).At(fileName, line + 1, 1));
        Spilled!.Write(values.AsSpan(0, Held * points.Length), Held);
        values = [];
        Spilled.Release();
        End();
    }

    private void ReadRows(ReadOnlySpan<byte> span, int offset)
    {
        while (offset < span.Length)
        {
            line++;
            var end = ReadingsFile.LineEnd(span, offset);
            var trimmed = ReadingsFile.TrimReturn(span, offset, end);
            if (trimmed == offset) errors.Add(Error.Invalid("readings.empty_line").At(fileName, line, 1));
            else ReadRow(span[offset..trimmed], offset, (long)span.Length - offset);
            offset = end + 1;
        }
    }

    private void End()
    {
        if (starts.Count == 0 && !errors.Any) errors.Add(Error.Invalid("readings.no_rows").At(fileName));
    }

    public ReadingsTable ToTable(ReadOnlyMemory<byte> bytes) => new(
        fileName, bytes, points, cellOfPoint, ReadingsFile.ToArray(starts), ReadingsFile.ToArray(rowOffsets), ReadingsFile.ToArray(labelLengths),
        values.Length == starts.Count * points.Length ? values : values[..(starts.Count * points.Length)]);

    private void ReadRow(ReadOnlySpan<byte> row, int offset, long bytesLeft)
    {
        var labelLength = row.IndexOf((byte)',');
        if (labelLength < 0) labelLength = row.Length;
        var known = ReadStart(row[..labelLength], out var utcSeconds);
        var target = Room(row.Length, bytesLeft);
        var position = labelLength;
        var point = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            if (position >= row.Length)
            {
                errors.Add(Error.Invalid("readings.too_few_cells", column + 1, columns.Length + 1).At(fileName, line, Column(row, row.Length)));
                return;
            }
            var cell = row[(position + 1)..];
            var length = cell.IndexOf((byte)',');
            if (length < 0) length = cell.Length;
            if (columns[column] is not null)
            {
                var value = length == 0 ? ReadingsTable.Missing : KilowattHours.Parse(cell[..length]);
                if (value < 0 && length > 0) RefuseCell(value, cell[..length], point, row, position + 1);
                target[point++] = value;
            }
            position += 1 + length;
        }
        if (position < row.Length)
            errors.Add(Error.Invalid("readings.too_many_cells", columns.Length + 1, row.Count((byte)',') + 1).At(fileName, line, Column(row, position + 1)));
        if (!known) return;
        starts.Add(utcSeconds);
        if (spill is null)
        {
            rowOffsets.Add(offset);
            labelLengths.Add(labelLength);
        }
        else if (Held >= spill.BlockRows(points.Length))
        {
            Spilled!.Write(values, Held);
        }
    }

    private bool ReadStart(ReadOnlySpan<byte> text, out long utcSeconds)
    {
        if (!IsoInstant.TryParse(text, out utcSeconds))
        {
            errors.Add(Error.Invalid("readings.bad_start", ReadingsFile.Shown(text)).At(fileName, line, 1));
            return false;
        }
        if (!grid.IsStart(utcSeconds))
            errors.Add(Error.Invalid("readings.off_grid", ReadingsFile.Shown(text), microgrid.IntervalMinutes, microgrid.TimeZone).At(fileName, line, 1));
        if (starts.Count > 0 && (seen is not null || utcSeconds <= starts[^1])) CheckOrder(text, utcSeconds);
        return true;
    }

    /// <summary>Once a row has come too late, any later one may stand twice: a clock change written without its offset, a block copied.</summary>
    private void CheckOrder(ReadOnlySpan<byte> text, long utcSeconds)
    {
        seen ??= [.. starts];
        if (seen.Contains(utcSeconds)) errors.Add(Error.Invalid("readings.row_twice", ReadingsFile.Shown(text)).At(fileName, line, 1));
        else if (utcSeconds < starts[^1]) errors.Add(Error.Invalid("readings.disorder", ReadingsFile.Shown(text)).At(fileName, line, 1));
        seen.Add(utcSeconds);
    }

    private void RefuseCell(long refusal, ReadOnlySpan<byte> cell, int point, ReadOnlySpan<byte> row, int position)
    {
        if (errors.OnlyCounts()) return;
        var code = refusal switch
        {
            KilowattHours.TooFine => "readings.too_fine",
            KilowattHours.Negative => "readings.negative",
            KilowattHours.TooLarge => "readings.too_large",
            _ => "readings.bad_number",
        };
        errors.Add(Error.Invalid(code, ReadingsFile.Shown(cell), ReadingsFile.Shown(points[point]), ReadingsFile.Shown(row[..Math.Max(0, row.IndexOf((byte)','))]))
            .At(fileName, line, Column(row, position)));
    }

    /// <summary>The row's place in the table; the table is sized once, from the first row's length.</summary>
    private Span<long> Room(int rowLength, long bytesLeft)
    {
        var needed = (Held + 1) * points.Length;
        if (needed > values.Length && spill is not null) values = new long[spill.BlockRows(points.Length) * points.Length];
        if (needed > values.Length)
        {
            // no row of this width is shorter than its commas and the shortest label
            var rowsLeft = bytesLeft / (Math.Max(rowLength, points.Length + ShortestLabel) + 1) + 2;
            var cells = Math.Max(needed, Math.Max(values.Length * 3L / 2, (starts.Count + rowsLeft) * points.Length));
            Array.Resize(ref values, (int)Math.Min(cells, Array.MaxLength));
        }
        return values.AsSpan(Held * points.Length, points.Length);
    }

    private static int Column(ReadOnlySpan<byte> row, int position) => Encoding.UTF8.GetCharCount(row[..position]) + 1;
}
