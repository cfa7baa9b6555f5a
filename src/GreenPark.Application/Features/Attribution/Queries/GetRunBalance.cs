using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>The microgrid's figures interval by interval, for charts and tables; the columns of <c>balance.csv</c> and what each source left.</summary>
[Allow(Permission.SeePark)]
public sealed record GetRunBalance(string Park, string Microgrid, int Number, DateOnly From, DateOnly To, Release? Release = null) : IQuery<GetRunBalance.Shown>, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Number} {From:yyyy-MM-dd}/{To:yyyy-MM-dd}";

    /// <param name="FirstUtcSeconds">Start of the first interval.</param>
    /// <param name="Columns">Column name to Wh per interval.</param>
    /// <param name="FirstIntervals">Number of each day's first interval, and the number of all at the end.</param>
    public sealed record Shown(
        long FirstUtcSeconds, int IntervalMinutes, IReadOnlyList<DateOnly> Days, IReadOnlyDictionary<string, long[]> Columns, IReadOnlyList<int> FirstIntervals)
    {
        /// <summary>A column's Wh by day.</summary>
        public long[] DaySums(string column)
        {
            var (values, sums) = (Columns[column], new long[Days.Count]);
            for (var day = 0; day < sums.Length; day++)
                for (var i = FirstIntervals[day]; i < FirstIntervals[day + 1]; i++) sums[day] += values[i];
            return sums;
        }
    }

    internal sealed class Validator : AbstractValidator<GetRunBalance>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetRunBalance, Shown>
    {
        public async Task<Result<Shown>> Handle(GetRunBalance query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Shown>();
            if (await db.RetiredErrorAsync(run.MicrogridId, query.From, query.To, cancellationToken) is { } retired) return retired;
            var microgrid = await db.Microgrids.SingleAsync(x => x.Id == run.MicrogridId, cancellationToken);
            var days = await db.BalanceDays.AsNoTracking().Where(x => x.RunId == run.Id && x.Day >= query.From && x.Day < query.To).OrderBy(x => x.Day).ToListAsync(cancellationToken);
            if (days.Count == 0) return Error.NotFound("run.no_result", query.Number);
            var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, days[0].Day, days[^1].Day.AddDays(1)).Value;
            var columns = BalanceDay.Columns.ToDictionary(c => c, _ => new long[grid.Intervals]);
            for (var day = 0; day < days.Count; day++)
            {
                var (values, count) = (PackedSeries.Unpack(days[day].ValuesWh), grid.IntervalsOf(day));
                for (var c = 0; c < BalanceDay.Columns.Count; c++) values.AsSpan(c * count, count).CopyTo(columns[BalanceDay.Columns[c]].AsSpan(grid.FirstInterval(day)));
            }
            return new Shown(grid.StartUtcSeconds, microgrid.IntervalMinutes, [.. days.Select(d => d.Day)], columns, [.. Enumerable.Range(0, grid.Days + 1).Select(grid.FirstInterval)]);
        }
    }
}
