using System.Runtime.CompilerServices;
using System.Text;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// The lines of one CSV in one pass over its bytes. Plain numbers of wide files, nearly all cells there are, are read here digit by
/// digit; every other cell goes to <see cref="RowIntake"/>.
/// </summary>
internal sealed class CsvRows
{
    /// <summary>The header of a large file is sought in so many bytes.</summary>
    private const int HeaderBytes = 1 << 20, MostHeaderBytes = (16 << 20) + 1024;

    private readonly Encoding encoding;
    private readonly byte delimiter, decimalMark;
    private readonly int headerLine;
    private ReadOnlyMemory<byte> text;
    private int rowStart, position;
    private byte[] scratch = [];
    private int columns;

    /// <param name="text">The whole of it; empty for a large file, which comes in blocks.</param>
    /// <param name="spill">Where a large file's readings are put away.</param>
    public CsvRows(IntakeText text, string fileName, ImportProfile profile, Spill? spill = null)
    {
        (this.text, encoding) = (text.Bytes, text.Encoding);
        (delimiter, decimalMark) = ((byte)profile.Text.Delimiter, (byte)profile.Text.DecimalMark);
        headerLine = profile.Text.HeaderLine;
        Intake = new RowIntake(fileName, profile, encoding, ColumnOf, spill);
    }

    public RowIntake Intake { get; }

    /// <summary>The line being read, from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool ReadHeader()
    {
        var bytes = text.Span;
        for (; Line < headerLine && position < bytes.Length; Line++) position = Math.Min(ReadingsFile.LineEnd(bytes, position) + 1, bytes.Length);
        if (bytes[position..].Trim("\r\n"u8).IsEmpty) return Refuse("intake.no_header", headerLine);
        rowStart = position;
        var names = CsvIntake.Cells(bytes[position..], encoding, delimiter, out var length);
        if (names is null) return Refuse("intake.open_quote");
        if (!bytes.Contains((byte)'\n') && bytes.Contains((byte)'\r')) return Refuse("intake.bare_returns");
        columns = names.Count;
        if (columns > XlsxCell.MostColumns) return Refuse("intake.too_many_columns", columns, XlsxCell.MostColumns);
        var good = Intake.Header(names, Line);
        Line += bytes.Slice(position, length).Count((byte)'\n');
        position += length;
        return good;
    }

    public void ReadAll()
    {
        var bytes = text.Span;
        ReadRows(bytes[..(bytes.LastIndexOfAnyExcept((byte)'\r', (byte)'\n') + 1)], isWhole: true);
    }

    /// <summary>Header and rows of a large file, block by block; false where the header does not fit the profile.</summary>
    public bool ReadAll(RowBlocks blocks)
    {
        // nearly all headers are short, and the room for a long one would be kept
        text = blocks.Ahead(HeaderBytes);
        if (text.Span.Count((byte)'\n') <= headerLine) text = blocks.Ahead(MostHeaderBytes);
        var good = ReadHeader();
        blocks.Skip(position);
        while (good && blocks.Next(out text))
        {
            (position, rowStart) = (0, 0);
            if (!ReadRows(text.Span, isWhole: false)) break;
            if (!blocks.IsCutOff) continue;
            Refuse("intake.line_too_long", RowBlocks.MostBytes >> 20);
            break;
        }
        return good;
    }

    /// <summary>False where the rest cannot be told apart into rows, or need not be.</summary>
    private bool ReadRows(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var first = isWhole;
        while (position < bytes.Length)
        {
            if (bytes[position] == '\n' || (bytes[position] == '\r' && position + 1 < bytes.Length && bytes[position + 1] == '\n'))
            {
                // an empty line between blocks carries nothing
                position += bytes[position] == '\n' ? 1 : 2;
                Line++;
                continue;
            }
            // no row is shorter than its delimiters, however short the first one is: room never outgrows the file
            if (first) Intake.ExpectedRows = (bytes.Length - position) / Math.Max(ReadingsFile.LineEnd(bytes, position) - position + 1, columns + 8L) * 17 / 16 + 16;
            first = false;
            rowStart = position;
            Intake.Begin(Line);
            if (!ReadRow(bytes)) return false;
            position++;
            Line++;
        }
        return true;
    }

    /// <summary>One row, up to its line feed; false where the rest of the file cannot be told apart into rows, or need not be.</summary>
    private bool ReadRow(ReadOnlySpan<byte> bytes)
    {
        var roles = Intake.Roles;
        var targets = Intake.Targets;
        var values = roles.Contains(ColumnRole.Channel) ? Intake.Room() : default;
        var numbers = Intake.Numbers;
        var divides = delimiter;
        var marksDivide = decimalMark == delimiter;   // numbers with decimals stand in quotes then
        var (at, column, any) = (position, 0, false);
        while (true)
        {
            var role = column < roles.Length ? roles[column] : ColumnRole.Skip;
            var end = at;
            if (role == ColumnRole.Channel && !marksDivide && numbers.TryPlain(bytes, ref end, out var value) && EndsCell(bytes, ref end, divides))
            {
                values[targets[column]] = value;
                (at, any) = (end, true);
            }
            else if (!ReadCell(bytes, ref at, column, role))
            {
                return false;
            }
            column++;
            if ((uint)at >= (uint)bytes.Length || bytes[at] == '\n') break;
            at++;
        }
        position = at;
        if (any) Intake.TookNumber();
        if (column < columns && column < Intake.Needed) return RefuseRow("intake.too_few_cells", column);
        Intake.End();
        return !Intake.IsFull;
    }

    /// <summary>Whether a cell ends here; passes over the return before a line feed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsCell(ReadOnlySpan<byte> bytes, ref int at, byte delimiter)
    {
        if ((uint)at >= (uint)bytes.Length || bytes[at] == delimiter || bytes[at] == '\n') return true;
        if (bytes[at] != '\r' || (at + 1 < bytes.Length && bytes[at + 1] != '\n')) return false;
        at++;
        return true;
    }

    private bool ReadCell(ReadOnlySpan<byte> bytes, ref int at, int column, ColumnRole role)
    {
        var start = at;
        if (!CsvCell.TryFind(bytes, start, delimiter, ref scratch, out var cell, out at))
        {
            if (!Intake.Errors.OnlyCounts()) Intake.Errors.Add(Error.Invalid("intake.open_quote") with { Place = Intake.Place(Line, column) });
            return false;
        }
        if (start < bytes.Length && bytes[start] == '"') Line += bytes[start..at].Count((byte)'\n');
        if (column >= columns)
        {
            // a delimiter at the end of a line makes one empty cell more
            if (cell.Trim((byte)' ').IsEmpty) return true;
            while (at < bytes.Length && bytes[at] != '\n') at++;
            position = at;
            return RefuseRow("intake.too_many_cells", bytes[rowStart..at].Count(delimiter) + 1);
        }
        if (role != ColumnRole.Skip) Intake.Take(column, cell);
        return true;
    }

    private bool RefuseRow(string code, int cells)
    {
        if (!Intake.Errors.OnlyCounts()) Intake.Errors.Add(Error.Invalid(code, cells, columns) with { Place = Intake.Place(Line, Math.Min(cells, columns) - 1) });
        return true;
    }

    private bool Refuse(string code, params object?[] args)
    {
        Intake.Errors.Add(Error.Invalid(code, args) with { Place = Intake.Place(Line, 0) });
        return false;
    }

    /// <summary>Found only for messages: the row is gone through again.</summary>
    private int ColumnOf(int column)
    {
        var bytes = text.Span;
        var at = rowStart;
        byte[] room = [];
        for (var c = 0; c < column && at < bytes.Length; c++)
        {
            if (!CsvCell.TryFind(bytes, at, delimiter, ref room, out _, out var end) || end >= bytes.Length || bytes[end] == '\n') break;
            at = end + 1;
        }
        return IntakeText.Lenient(encoding).GetCharCount(bytes[rowStart..at]) + 1;
    }
}
