using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>How a file would be read, before anything is taken: its columns with a suggested metering point each, first rows, and all faults.</summary>
/// <param name="Profile">Code of a kept profile, or a profile's JSON; null for the wide CSV.</param>
/// <param name="Correction">It is to be proposed as a correction, and may be of final days.</param>
[Allow(Permission.SendReadings)]
public sealed record PreviewReadings(string Park, string Microgrid, string FileName, SentFile File, IReadOnlyDictionary<string, string?>? Columns = null, bool Correction = false, string? Profile = null)
    : IQuery<PreviewReadings.Preview>, IInPark
{
    public const int RowsShown = 8;
    private const int FirstBytes = 200_000;

    /// <param name="Name">As in the file's header.</param>
    /// <param name="Point">The metering point it goes to, or null: passed over.</param>
    /// <param name="EnergyWh">Sum of its readings; null where it has none or the file has faults.</param>
    /// <param name="DaysWh">Of each of the file's days, null for one without a reading; empty where the file has faults.</param>
    /// <param name="FirstCells">As they stand in a wide CSV of another system, in the file's order; null of any other file.</param>
    public sealed record Column(string Name, string? Point, long? EnergyWh = null, IReadOnlyList<long?>? DaysWh = null, IReadOnlyList<string>? FirstCells = null);

    /// <summary>What was noticed and is no fault.</summary>
    public sealed record Note(Error What, long Count);

    /// <param name="Points">The microgrid's metering points, for the choice.</param>
    /// <param name="Rows">The first rows: as they stand in a wide CSV, as they were understood of any other.</param>
    /// <param name="Gaps">What the months of the file, up to yesterday, would still miss once it is taken. It may be taken all the same.</param>
    /// <param name="Overwrites">What is said of approved changes that the file would replace, with their number and first days; null where there are none.</param>
    /// <param name="Replaces">Readings that are there and would be replaced by others; null where there are none.</param>
    /// <param name="ReadingsFrom">The first day of the microgrid that has readings, where all of the file lies in months before it: a wrong year is more likely than a new past.</param>
    /// <param name="Errors">At most a hundred; <paramref name="ErrorCount"/> counts all. Empty: the file can be taken.</param>
    public sealed record Preview(
        IReadOnlyList<Column> Columns, IReadOnlyList<string> Points, IReadOnlyList<string[]> Rows, int RowCount, DateOnly? From, DateOnly? To, long Readings, long EnergyWh,
        IReadOnlyList<ReadingGap> Gaps, IReadOnlyList<Note> Notes, IReadOnlyList<Error> Errors, int ErrorCount, Error? Overwrites = null, Replacement? Replaces = null, DateOnly? ReadingsFrom = null);

    /// <param name="Days">Days of metering points.</param>
    /// <param name="WasWh">Energy of the readings that are there, in place of which <paramref name="IsWh"/> would come.</param>
    public sealed record Replacement(long Readings, int Days, long WasWh, long IsWh);

    internal sealed class Handler(GreenParkDb db, ImportOptions options, CurrentUser user, TimeProvider clock) : IQueryHandler<PreviewReadings, Preview>
    {
        public async Task<Result<Preview>> Handle(PreviewReadings query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Preview>();
            var (points, all) = (await db.PointCodesAsync(microgrid.Id, cancellationToken, user), await db.PointCodesAsync(microgrid.Id, cancellationToken));   // read as it would be taken
            var by = await ReadBy.OfAsync(db, microgrid.ParkId, query.Profile, cancellationToken);
            if (!by.TryGet(out var readBy)) return by.To<Preview>();
            var lines = readBy.Profile is null ? FirstLines(query.File.Head(FirstBytes).Span, RowsShown + 1) : [];
            if (readBy.TooLarge(query.File, options, query.Correction) is { } tooLarge) return new Preview([], points, [], 0, null, null, 0, 0, [], [], [tooLarge.At(query.FileName)], 1);
            string[] names = [.. readBy.Profile is { } profile ? ChannelNames.Of(query.File, query.FileName, profile).Order(NaturalOrder.Instance) : ChannelNames.Of(query.File, query.FileName, lines.FirstOrDefault())];
            var mapping = query.Columns ?? names.Distinct().ToDictionary(n => n, n => readBy.Profile?.Channels.GetValueOrDefault(n) ?? (readBy.Profile is null ? ChannelNames.Suggested(n, all) : null));
            var read = await ReadingsIntake.OfAsync(db, options, user, clock.TodayIn(microgrid.TimeZone), microgrid, query.FileName, query.File, readBy, mapping, query.Correction, cancellationToken);
            if (read.IsFailure && read.FirstError.Kind == ErrorKind.Forbidden) return read.To<Preview>();
            using var days = read.TryGet(out var intake) ? intake.Days : null;
            var columns = names.Select(n => mapping.GetValueOrDefault(n) is { } point ? new Column(n, point, days?.EnergyWhOf(point), days?.DaysWhOf(point)) : new Column(n, null)).ToList();
            var cells = readBy.Profile is { } wide ? FirstCells.Of(query.File.FirstLines(FirstBytes), wide, RowsShown) : [];
            if (cells is [var header, ..]) columns = [.. columns.Select(x => Array.IndexOf(header, x.Name) is var at and >= 0 ? x with { FirstCells = [.. cells.Skip(1).Select(row => at < row.Length ? row[at] : "")] } : x)];
            if (days is null) return new Preview(columns, points, [.. lines.Skip(1)], 0, null, null, 0, 0, [], [], read.Errors, read.ErrorCount);
            var missing = new List<(Code Point, DateOnly Day, int Missing)>();
            var capacities = await CapacityCheck.OfAsync(db, microgrid, cancellationToken);
            var changes = DayChanges.Of(days, db, microgrid.Id, day =>
            {
                missing.Add((day.Point, day.Day, day.Series.Missing));
                capacities.Take(day);
            });
            IReadOnlyList<Error> nothing = query.Correction && await intake!.NothingNewAsync(db, microgrid, query.FileName, changes, cancellationToken) is { } known ? [known] : [];
            return new Preview(columns, points, lines.Count > 0 ? [.. lines.Skip(1)] : Understood(days, columns), days.Rows, days.From, days.To, days.Readings, days.EnergyWh,
                await GapsAsync(microgrid, MonthsOf(days, columns), missing, cancellationToken), [.. capacities.Notes(query.FileName), .. intake!.Notes.Select(n => new Note(n.Code, n.Count))], nothing, nothing.Count, query.Correction ? null : changes.Overwriting(query.FileName),
                changes.Replaced is { Readings: > 0 } x ? new Replacement(x.Readings, x.Days, x.WasWh, x.IsWh) : null, await ReadingsFromAsync(microgrid.Id, days.To, cancellationToken));
        }

        private async Task<DateOnly?> ReadingsFromAsync(MicrogridId microgrid, DateOnly to, CancellationToken cancellationToken) =>
            await db.ReadingDays.Where(x => x.MicrogridId == microgrid).MinAsync(x => (DateOnly?)x.Day, cancellationToken) is { } first && to <= first.FirstOfMonth() ? first : null;

        /// <summary>Rows as the profile understood them, in the columns' order.</summary>
        private static IReadOnlyList<string[]> Understood(FileDays days, IReadOnlyList<Column> columns) =>
            [.. days.FirstRows(RowsShown).Select(row => (string[])[row.Label, .. columns.Select(x => x.Point is { } point && row.ValueWh(point) is { } wh ? KilowattHours.Format(wh) : "")])];

        /// <param name="months">First days of those that the file has readings of; years may lie between them.</param>
        private async Task<IReadOnlyList<ReadingGap>> GapsAsync(Microgrid microgrid, IEnumerable<DateOnly> months, IEnumerable<(Code Point, DateOnly Day, int Missing)> changed, CancellationToken cancellationToken)
        {
            var (today, coverage) = (clock.TodayIn(microgrid.TimeZone), new MonthCoverage(db));
            var (held, needed) = (new Dictionary<(Code, DateOnly), int>(), new List<(Code, DateOnly)>());
            foreach (var month in months)
            {
                var over = MonthCoverage.Over(month, today);
                if (over == month) continue;
                foreach (var (day, missing) in await coverage.MissingAsync(microgrid.Id, month, over, cancellationToken)) held[day] = missing;
                needed.AddRange(await coverage.NeededAsync(microgrid, new DateRange(month, over), cancellationToken));
            }
            foreach (var (point, day, missing) in changed) held[(point, day)] = missing;
            return ReadingGap.Of(needed, x => held.TryGetValue(x, out var missing) ? missing : null);
        }

        private static IEnumerable<DateOnly> MonthsOf(FileDays days, IReadOnlyList<Column> columns) =>
            Enumerable.Range(0, days.To.DayNumber - days.From.DayNumber).Where(d => columns.Any(x => x.DaysWh?[d] is not null)).Select(d => days.From.AddDays(d).FirstOfMonth()).Distinct();

        /// <summary>Header and first rows; none where the file is not of the kind at all.</summary>
        private static List<string[]> FirstLines(ReadOnlySpan<byte> file, int most)
        {
            var text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 200_000)]).TrimStart('\uFEFF');
            if (!text.StartsWith($"{ReadingsFile.StartColumn},", StringComparison.Ordinal)) return [];
            return [.. text.Split('\n', most + 1).Take(most).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Select(l => l.Split(','))];
        }
    }
}
