using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>How a file would be read, before anything is taken: its columns with a suggested metering point each, first rows, and all faults.</summary>
[Allow(Role.ReadingSenders)]
public sealed record PreviewReadings(string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string?>? Columns = null)
    : IQuery<PreviewReadings.Preview>
{
    public const int RowsShown = 8;

    /// <param name="Name">As in the file's header.</param>
    /// <param name="Point">The metering point it goes to, or null: passed over.</param>
    public sealed record Column(string Name, string? Point);

    /// <param name="Points">The microgrid's metering points, for the choice.</param>
    /// <param name="Rows">The first rows as they stand in the file.</param>
    /// <param name="Errors">At most a hundred; <paramref name="ErrorCount"/> counts all. Empty: the file can be taken.</param>
    public sealed record Preview(
        IReadOnlyList<Column> Columns, IReadOnlyList<string> Points, IReadOnlyList<string[]> Rows, int RowCount, DateOnly? From, DateOnly? To, long Readings, long EnergyWh,
        IReadOnlyList<Error> Errors, int ErrorCount);

    internal sealed class Handler(GreenParkDb db, ImportOptions options, CurrentUser user) : IQueryHandler<PreviewReadings, Preview>
    {
        public async Task<Result<Preview>> Handle(PreviewReadings query, CancellationToken cancellationToken)
        {
            if (query.File.Length > options.MaxBytes) return Error.Invalid("import.too_large", query.File.Length, options.MaxBytes).At(query.FileName);
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Preview>();
            var shape = await MeteringShape.OfAsync(db, microgrid, cancellationToken);
            string[] points = [.. shape.MeteringPoints.Select(p => p.Code).Order(StringComparer.Ordinal)];
            var lines = FirstLines(query.File.Span, RowsShown + 1);
            var names = lines.Count == 0 ? [] : lines[0][1..];
            var mapping = query.Columns ?? names.Distinct().ToDictionary(n => n, n => Suggested(n, points));
            var table = ReadingsFile.Read(query.File, query.FileName, shape, mapping);
            var placed = table.IsSuccess ? DayTable.Of(table.Value, microgrid.TimeZone, microgrid.IntervalMinutes) : table.To<DayTable>();
            return new Preview(
                [.. names.Select(n => new Column(n, mapping.GetValueOrDefault(n)))], points, [.. lines.Skip(1)], table.IsSuccess ? table.Value.Rows : 0,
                placed.IsSuccess ? placed.Value.From : null, placed.IsSuccess ? placed.Value.To : null,
                placed.IsSuccess ? placed.Value.Readings : 0, placed.IsSuccess ? placed.Value.EnergyWh : 0, placed.Errors, placed.ErrorCount);
        }

        /// <summary>The point of the same code, ignoring case and signs that spreadsheets change; else none.</summary>
        private static string? Suggested(string name, string[] points) =>
            points.FirstOrDefault(p => p == name) ?? points.FirstOrDefault(p => Bare(p) == Bare(name));

        private static string Bare(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();

        private static List<string[]> FirstLines(ReadOnlySpan<byte> file, int most)
        {
            var text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 200_000)]).TrimStart('\uFEFF');
            return [.. text.Split('\n', most + 1).Take(most).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Select(l => l.Split(','))];
        }
    }
}
