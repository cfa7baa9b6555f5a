using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Metering;

/// <summary>
/// Reads the wide CSV of readings (method page, "Readings file"): all faults with line and column, the first hundred in full,
/// and nothing taken where there is one. Missing values are no fault of the file: see <see cref="ReadingSet"/>.
/// </summary>
public static class ReadingsFile
{
    /// <summary>The header's first cell.</summary>
    public const string StartColumn = "interval_start";
    internal const int MaxHeaderBytes = 16 << 20;

    /// <param name="bytes">The file, UTF-8.</param>
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="microgrid">Names the metering points, the zone and the interval length.</param>
    /// <param name="columns">From a column's name in the file to its metering point, or to null for a column to pass over; null takes names as they are.</param>
    public static Result<ReadingsTable> Read(
        ReadOnlyMemory<byte> bytes, string fileName, Microgrid microgrid, IReadOnlyDictionary<string, string?>? columns = null)
    {
        if (NotText(bytes.Span) is { } fault) return fault with { Place = fault.Place is { } place ? place with { File = fileName } : new Place(fileName) };
        var start = bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var errors = new ErrorList();
        var headerEnd = LineEnd(bytes.Span, start);
        if (ReadHeader(bytes.Span[start..TrimReturn(bytes.Span, start, headerEnd)], fileName, microgrid, columns, errors) is not { } points) return errors.ToFailure<ReadingsTable>();
        var rows = new RowReader(fileName, points, microgrid, errors);
        rows.ReadAll(bytes.Span, Math.Min(headerEnd + 1, bytes.Length));
        return errors.Any ? errors.ToFailure<ReadingsTable>() : rows.ToTable(bytes);
    }

    /// <summary>Files that are no UTF-8 text at all, told apart so that the remedy fits.</summary>
    internal static Error? NotText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.TrimStart("\uFEFF"u8).IsEmpty) return Error.Invalid("readings.empty");
        if (bytes.StartsWith("PK\x3\x4"u8)) return Error.Invalid("readings.is_archive");
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return Error.Invalid("readings.utf16");
        if (bytes.Length >= 2 && (bytes[0] == 0 ^ bytes[1] == 0)) return Error.Invalid("readings.utf16");
        if (bytes.Contains((byte)0)) return Error.Invalid("readings.binary");
        return Utf8.IsValid(bytes) ? null : Error.Invalid("readings.not_utf8") with { Place = TextPlace.Of(null, bytes, TextPlace.FirstInvalid(bytes)) };
    }

    /// <summary>
    /// The metering point of each column, null for one to pass over; names that fit none stay, so that the rows' faults are shown too.
    /// Null where the line is no header at all.
    /// </summary>
    internal static string?[]? ReadHeader(
        ReadOnlySpan<byte> line, string fileName, Microgrid microgrid, IReadOnlyDictionary<string, string?>? columns, ErrorList errors)
    {
        var header = Encoding.UTF8.GetString(line[..Math.Min(line.Length, MaxHeaderBytes)]);
        var names = header.Split(',');
        if (names[0] != StartColumn || line.Length > MaxHeaderBytes)
        {
            var code = header.Contains(';') ? "readings.semicolons" : header.Contains('\t') ? "readings.tabs" : "readings.no_header";
            errors.Add(Error.Invalid(code, Shown(names[0])).At(fileName, 1, 1));
            return null;
        }
        if (line.Contains((byte)'\r'))
        {
            errors.Add(Error.Invalid("readings.bare_returns").At(fileName, 1, 1));
            return null;
        }
        var known = microgrid.MeteringPoints.Select(p => p.Code).ToHashSet();
        var seen = new HashSet<string>();
        var column = StartColumn.Length + 2;
        var points = new string?[names.Length - 1];
        for (var i = 0; i < points.Length; i++)
        {
            var name = names[i + 1];
            var point = points[i] = columns is null ? name : columns.GetValueOrDefault(name, name);
            if (point is not null && (!known.Contains(point) || !seen.Add(point)) && !errors.OnlyCounts())
                errors.Add(WrongColumn(point, known).At(fileName, 1, column));
            column += name.Length + 1;
        }
        // where so many columns are wrong it is another file, and its rows say nothing
        return errors.Count <= ErrorList.KeptInFull ? points : null;
    }

    private static Error WrongColumn(string point, HashSet<string> known) =>
        point.Length == 0 ? Error.Invalid("readings.unnamed_column")
        : known.Contains(point) ? Error.Invalid("readings.column_twice", point)
        : Error.Invalid("readings.unknown_column", Shown(point));

    internal static int LineEnd(ReadOnlySpan<byte> bytes, int start)
    {
        var length = bytes[start..].IndexOf((byte)'\n');
        return length < 0 ? bytes.Length : start + length;
    }

    internal static int TrimReturn(ReadOnlySpan<byte> bytes, int start, int end) => end > start && bytes[end - 1] == '\r' ? end - 1 : end;

    /// <summary>A piece of the user's file, short enough for a message and without control characters.</summary>
    internal static string Shown(string text)
    {
        var shown = string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '·' : c));
        return text.Length <= 40 ? shown : shown + "…";
    }

    internal static string Shown(ReadOnlySpan<byte> text) => Shown(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]));

    internal static T[] ToArray<T>(List<T> list) => CollectionsMarshal.AsSpan(list).ToArray();
}
