using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// The missing readings of a month as a CSV, to be sent to whoever reads the meters: a line for each stretch of intervals inside a day,
/// with the instants it begins and ends at. A day that is not over misses nothing yet.
/// </summary>
/// <param name="Month">Any day of the month.</param>
/// <param name="Only">Days of metering points to be looked at; null for all. Days on which nothing is needed have no line.</param>
[Allow(Permission.SeePark)]
public sealed record GetMissingList(string Park, string Microgrid, DateOnly Month, IReadOnlyList<PointDays>? Only = null) : IQuery<GetMissingList.Download>, IInPark
{
    public const string Header = "metering_point,day,from,to,intervals";

    public sealed record Download(string FileName, byte[] Content);

    internal sealed class Validator : AbstractValidator<GetMissingList>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetMissingList, Download>
    {
        public async Task<Result<Download>> Handle(GetMissingList query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Download>();
            var (first, end) = (query.Month.FirstOfMonth(), query.Month.FirstOfMonth().AddMonths(1));
            var created = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, first, end);
            if (!created.TryGet(out var grid)) return created.To<Download>();
            if (await db.RetiredErrorAsync(microgrid.Id, first, end, cancellationToken) is { } retired) return retired;
            var over = MonthCoverage.Over(first, clock.TodayIn(microgrid.TimeZone));
            var only = query.Only?.SelectMany(x => x.Days.Select(d => (Code.Sought(x.Point), d))).ToHashSet();

            var needed = await new MonthCoverage(db).NeededAsync(microgrid, new DateRange(first, end), cancellationToken);
            // at one moment; a whole day's values stay in the database
            var held = await db.NewestReadingDays(microgrid.Id, first, over).Select(x => new { x.Point, x.Day, ValuesWh = x.Missing > 0 ? x.ValuesWh : null })
                .ToDictionaryAsync(x => (x.Point, x.Day), x => x.ValuesWh, cancellationToken);

            var csv = new StringBuilder(Header).Append("\r\n");
            foreach (var key in needed.Where(x => x.Day < over && only?.Contains(x) != false).OrderBy(x => x.Point).ThenBy(x => x.Day))
            {
                var day = key.Day.DayNumber - first.DayNumber;
                if (!held.TryGetValue(key, out var valuesWh)) Write(key, grid.FirstInterval(day), grid.IntervalsOf(day));
                else if (valuesWh is not null)
                    foreach (var (start, count) in Stretches(PackedSeries.Unpack(valuesWh))) Write(key, grid.FirstInterval(day) + start, count);
            }
            return new Download($"{microgrid.Code.Value}-{first:yyyy-MM}-missing.csv", Encoding.UTF8.GetBytes(csv.ToString()));

            void Write((Code Point, DateOnly Day) of, int start, int count) =>
                csv.Append(CultureInfo.InvariantCulture, $"{of.Point.Value},{of.Day:yyyy-MM-dd},{grid.Label(start)},{grid.Label(start + count)},{count}\r\n");
        }

        private static IEnumerable<(int Start, int Count)> Stretches(long[] valuesWh)
        {
            for (var start = 0; start < valuesWh.Length; start++)
            {
                var end = start;
                while (end < valuesWh.Length && valuesWh[end] == PackedSeries.Missing) end++;
                if (end == start) continue;
                yield return (start, end - start);
                start = end;
            }
        }
    }
}
