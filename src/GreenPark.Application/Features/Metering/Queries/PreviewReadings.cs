using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>How a file would be read, before anything is taken: its columns with a suggested metering point each, first rows, and all faults.</summary>
/// <param name="Correction">It is to be proposed as a correction, and may be of final days.</param>
[Allow(Role.ReadingSenders)]
public sealed record PreviewReadings(string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string?>? Columns = null, bool Correction = false)
    : IQuery<PreviewReadings.Preview>
{
    public const int RowsShown = 8;

    /// <param name="Name">As in the file's header.</param>
    /// <param name="Point">The metering point it goes to, or null: passed over.</param>
    /// <param name="EnergyWh">Sum of its readings; null where it has none or the file has faults.</param>
    public sealed record Column(string Name, string? Point, long? EnergyWh = null);

    /// <param name="Points">The microgrid's metering points, for the choice.</param>
    /// <param name="Rows">The first rows as they stand in the file.</param>
    /// <param name="Gaps">What the months of the file, up to yesterday, would still miss once it is taken. It may be taken all the same.</param>
    /// <param name="Errors">At most a hundred; <paramref name="ErrorCount"/> counts all. Empty: the file can be taken.</param>
    public sealed record Preview(
        IReadOnlyList<Column> Columns, IReadOnlyList<string> Points, IReadOnlyList<string[]> Rows, int RowCount, DateOnly? From, DateOnly? To, long Readings, long EnergyWh,
        IReadOnlyList<ReadingGap> Gaps, IReadOnlyList<Error> Errors, int ErrorCount);

    internal sealed class Handler(GreenParkDb db, ImportOptions options, CurrentUser user, TimeProvider clock) : IQueryHandler<PreviewReadings, Preview>
    {
        public async Task<Result<Preview>> Handle(PreviewReadings query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Preview>();
            var codes = await db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id).Select(x => x.Code).ToListAsync(cancellationToken);
            string[] points = [.. codes.Select(c => c.Value).Order(StringComparer.Ordinal)];
            var lines = FirstLines(query.File.Span, RowsShown + 1);
            var names = lines.Count == 0 ? [] : lines[0][1..];
            var mapping = query.Columns ?? names.Distinct().ToDictionary(n => n, n => Suggested(n, points));
            var read = await ReadingsIntake.OfAsync(db, options, clock.TodayIn(microgrid.TimeZone), microgrid, query.FileName, query.File, mapping, query.Correction, cancellationToken);
            var days = read.TryGet(out var intake) ? intake.Days : null;
            var columns = names.Select(n => mapping.GetValueOrDefault(n) is { } point ? new Column(n, point, days?.EnergyWhOf(point)) : new Column(n, null)).ToList();
            return days is null
                ? new Preview(columns, points, [.. lines.Skip(1)], 0, null, null, 0, 0, [], read.Errors, read.ErrorCount)
                : new Preview(columns, points, [.. lines.Skip(1)], days.Rows, days.From, days.To, days.Readings, days.EnergyWh,
                    await GapsAsync(microgrid, days, cancellationToken), [], 0);
        }

        private async Task<IReadOnlyList<ReadingGap>> GapsAsync(Microgrid microgrid, DayTable days, CancellationToken cancellationToken)
        {
            var (first, today) = (days.From.FirstOfMonth(), clock.TodayIn(microgrid.TimeZone));
            var last = days.To.AddDays(-1);
            var end = last.FirstOfMonth().AddMonths(1) is var month && month < today ? month : today;
            if (end <= first) return [];
            var coverage = new MonthCoverage(db);
            var held = await coverage.MissingAsync(microgrid.Id, first, end, cancellationToken);
            var before = await db.NewestReadingDays(microgrid.Id, days.From, days.To).ToDictionaryAsync(x => (x.Day, x.Point), cancellationToken);
            foreach (var day in days.ChangedAgainst(before)) held[(day.Point, day.Day)] = day.Series.Missing;
            var needed = await coverage.NeededAsync(microgrid, new DateRange(first, end), cancellationToken);
            return ReadingGap.Of(needed, x => held.TryGetValue(x, out var missing) ? missing : null);
        }

        /// <summary>The point of the same code, ignoring case and signs that spreadsheets change; else none.</summary>
        private static string? Suggested(string name, string[] points) =>
            points.FirstOrDefault(p => p == name) ?? points.FirstOrDefault(p => Bare(p) == Bare(name));

        private static string Bare(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();

        /// <summary>Header and first rows; none where the file is not of the kind at all.</summary>
        private static List<string[]> FirstLines(ReadOnlySpan<byte> file, int most)
        {
            var text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 200_000)]).TrimStart('\uFEFF');
            if (!text.StartsWith($"{ReadingsFile.StartColumn},", StringComparison.Ordinal)) return [];
            return [.. text.Split('\n', most + 1).Take(most).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Select(l => l.Split(','))];
        }
    }
}
