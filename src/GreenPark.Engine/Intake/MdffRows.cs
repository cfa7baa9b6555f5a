using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>
/// The rows of a file in AEMO's Meter Data File Format (NEM12, NEM13): lines of fields between commas, never quoted, the first field
/// the record's kind. One row at a time, without a string per field.
/// </summary>
internal sealed class MdffRows(ReadOnlyMemory<byte> bytes, string fileName)
{
    /// <summary>A day of minutes has 1,440 values; fields beyond are counted and not looked at.</summary>
    private const int MostFields = 1_600;
    private readonly int[] starts = new int[MostFields + 1];
    private int next;
    private int rowStart, rowEnd;

    public string FileName => fileName;

    /// <summary>From 1; 0 before the first row.</summary>
    public int Line { get; private set; }

    /// <summary>1 for an empty line, whose only field is empty.</summary>
    public int FieldCount { get; private set; }

    public bool IsBlank => bytes.Span[rowStart..rowEnd].TrimStart((byte)' ').IsEmpty;

    /// <summary>False at the file's end.</summary>
    public bool Next()
    {
        if (next >= bytes.Length) return false;
        var rest = bytes.Span[next..];
        var length = rest.IndexOf((byte)'\n');
        rowStart = next;
        rowEnd = next + (length < 0 ? rest.Length : length);
        next = rowEnd + 1;
        if (rowEnd > rowStart && bytes.Span[rowEnd - 1] == '\r') rowEnd--;
        Line++;
        Split();
        return true;
    }

    private void Split()
    {
        var row = bytes.Span[rowStart..rowEnd];
        FieldCount = 1;
        starts[0] = 0;
        for (var at = 0; row[at..].IndexOf((byte)',') is >= 0 and var comma;)
        {
            at += comma + 1;
            if (FieldCount <= MostFields) starts[FieldCount] = at;
            FieldCount++;
        }
    }

    /// <summary>A field without the blanks around it; empty beyond the last.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            if (field >= Math.Min(FieldCount, MostFields)) return [];
            var row = bytes.Span[rowStart..rowEnd];
            var end = field + 1 < FieldCount ? starts[field + 1] - 1 : row.Length;
            return row[starts[field]..end].Trim((byte)' ');
        }
    }

    public string Text(int field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>As <see cref="Text"/>, short enough for a message.</summary>
    public string Shown(int field) => Metering.ReadingsFile.Shown(this[field]);

    /// <summary>Puts an error at a field of this row; beyond the last field, at the row's end.</summary>
    public Error Placed(Error error, int field) => error.At(fileName, Line, ColumnOf(field));

    private int ColumnOf(int field)
    {
        var row = bytes.Span[rowStart..rowEnd];
        return Encoding.UTF8.GetCharCount(row[..(field < Math.Min(FieldCount, MostFields) ? starts[field] : row.Length)]) + 1;
    }
}
