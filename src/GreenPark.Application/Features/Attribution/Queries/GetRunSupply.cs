using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Retention;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>What each source gave to all members together, interval by interval, for some days of a run.</summary>
[Allow(Permission.SeePark)]
public sealed record GetRunSupply(string Park, string Microgrid, int Number, DateOnly From, DateOnly To, Release? Release = null) : IQuery<GetRunSupply.Shown>, IReleases
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Number} {From:yyyy-MM-dd}/{To:yyyy-MM-dd}";

    /// <param name="Sources">Source code to Wh per interval, register order, storage last.</param>
    public sealed record Shown(DayGrid Grid, long[] ConsumptionWh, IReadOnlyList<KeyValuePair<string, long[]>> Sources);

    internal sealed class Validator : AbstractValidator<GetRunSupply>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetRunSupply, Shown>
    {
        public async Task<Result<Shown>> Handle(GetRunSupply query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Shown>();
            var parkJson = await db.RunInputs.Where(x => x.RunId == run.Id).Select(x => x.ParkJson).SingleOrDefaultAsync(cancellationToken);
            if (parkJson is null) return Error.NotFound("run.no_result", query.Number);
            var microgrid = ParkFileReader.Read(parkJson, "park.json").Value.Microgrid;
            var (from, to) = (query.From > run.From ? query.From : run.From, query.To < run.To ? query.To : run.To);
            if (await db.RetiredErrorAsync(run.MicrogridId, from, to, cancellationToken) is { } retired) return retired;
            var created = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, from, to);
            if (!created.TryGet(out var grid)) return created.To<Shown>();

            string[] sources = [.. microgrid.Sources.Select(s => s.Code), .. microgrid.Storage is null ? [] : new[] { Codes.Storage }];
            var series = Enumerable.Range(0, 1 + sources.Length).Select(_ => new long[grid.Intervals]).ToArray();
            var days = db.MemberDays.AsNoTracking().Where(x => x.RunId == run.Id && x.Day >= from && x.Day < to).Select(x => new { x.Day, x.ValuesWh });
            await foreach (var row in days.AsAsyncEnumerable().WithCancellation(cancellationToken))
                Add(PackedSeries.Unpack(row.ValuesWh), series, grid, row.Day.DayNumber - from.DayNumber);
            return new Shown(grid, series[0], [.. sources.Select((code, k) => KeyValuePair.Create(code, series[1 + k]))]);
        }

        /// <summary>One member's day: its consumption, then what each source gave it.</summary>
        private static void Add(long[] values, long[][] series, DayGrid grid, int day)
        {
            var (first, count) = (grid.FirstInterval(day), grid.IntervalsOf(day));
            for (var s = 0; s < series.Length; s++)
                for (var i = 0; i < count; i++) series[s][first + i] += values[s * count + i];
        }
    }
}
