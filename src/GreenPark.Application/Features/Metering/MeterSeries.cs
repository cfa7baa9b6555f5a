using System.Collections.Immutable;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Retention;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Validation;
using EngineRead = GreenPark.Engine.Validation.RegisterRead;

namespace GreenPark.Application.Features.Metering;

/// <summary>A microgrid's metering points with their newest readings, as validation and estimation look at them.</summary>
internal sealed class MeterSeries(GreenParkDb db)
{
    /// <param name="Points">In the order of their codes, those alone that count on a day of the span.</param>
    /// <param name="Coordinates">Of the park.</param>
    public sealed record Loaded(DayGrid Grid, ImmutableArray<PointSeries> Points, ImmutableArray<HeadMeter> HeadMeters, Coordinates? Coordinates);

    private sealed record Row(Code Point, DateOnly Day, byte[] ValuesWh, byte[]? Quality);

    /// <param name="from">First day whose readings are asked for.</param>
    /// <param name="to">The day after the last of them.</param>
    /// <param name="end">Days from <paramref name="to"/> to before this one help to know what is usual.</param>
    /// <param name="pastDays">So many days before do, too.</param>
    public async Task<Result<Loaded>> LoadAsync(Microgrid microgrid, DateOnly from, DateOnly to, DateOnly end, int pastDays, CancellationToken cancellationToken)
    {
        if (await db.RetiredErrorAsync(microgrid.Id, from, to, cancellationToken) is { } retired) return retired;
        var gridResult = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, from, end);
        if (!gridResult.TryGet(out var grid)) return gridResult.To<Loaded>();
        var pastResult = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, from.AddDays(-pastDays), from);
        if (!pastResult.TryGet(out var past)) return pastResult.To<Loaded>();
        var registers = await new MonthCoverage(db).RegistersAsync(microgrid, new DateRange(from, to), cancellationToken);
        var entries = registers.MeteringEntries().ToList();
        var reads = await RegisterReads.InSpanAsync(db, microgrid.Id, grid, cancellationToken);
        var series = entries.GroupBy(x => x.Point).ToDictionary(x => x.Key.Code, x => new Building(x.Key, [.. x.Select(e => (e.Range, e.Parts))], grid, past, reads.GetValueOrDefault(x.Key.Id, [])));

        var rows = db.NewestReadingDays(microgrid.Id, past.From, end).Select(x => new Row(x.Point, x.Day, x.ValuesWh, x.Quality));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (series.TryGetValue(row.Point, out var building)) building.Put(row, to);
        return new Loaded(grid, [.. series.Values.OrderBy(x => x.Code).Select(x => x.ToSeries(microgrid))], await HeadMetersAsync(microgrid, entries.Select(x => (x.Point, x.Range)), cancellationToken), registers.Park.Coordinates);
    }

    private async Task<ImmutableArray<HeadMeter>> HeadMetersAsync(Microgrid microgrid, IEnumerable<(MeteringPoint Point, DateRange Range)> entries, CancellationToken cancellationToken)
    {
        var links = (
            from x in entries
            let head = x.Point.Periods.Single(p => p.Valid.Contains(x.Range.From!.Value)).HeadId
            where head is not null
            select new HeadMeters.Link(x.Point.Id, x.Range, head.Value)).ToList();
        if (links.Count == 0) return [];
        return HeadMeters.Of(links, await db.MeteringPoints.Where(x => x.MicrogridId == microgrid.Id).ToDictionaryAsync(x => x.Id, x => x.Code, cancellationToken));
    }

    private sealed class Building
    {
        private readonly MeteringPoint point;
        private readonly IReadOnlyList<(DateRange Range, IReadOnlyList<MeteringPart> Parts)> entries;
        private readonly DayGrid grid, past;
        private readonly long[] valuesWh, pastWh;
        private readonly bool[] daysNeeded;
        private readonly ImmutableArray<EngineRead> reads;
        private byte[]? quality, pastQuality;
        private bool hasPast;

        public Building(MeteringPoint point, IReadOnlyList<(DateRange Range, IReadOnlyList<MeteringPart> Parts)> entries, DayGrid grid, DayGrid past, ImmutableArray<EngineRead> reads)
        {
            (this.point, this.entries, this.grid, this.past, this.reads) = (point, entries, grid, past, reads);
            (valuesWh, pastWh, daysNeeded) = (new long[grid.Intervals], new long[past.Intervals], new bool[grid.Days]);
            valuesWh.AsSpan().Fill(ReadingsTable.Missing);
            pastWh.AsSpan().Fill(ReadingsTable.Missing);
            for (var day = 0; day < grid.Days; day++) daysNeeded[day] = entries.Any(x => x.Range.Contains(grid.Day(day)));
        }

        public Code Code => point.Code;

        /// <summary>Readings of days on which the point does not count are ignored, as a run ignores them.</summary>
        public void Put(Row row, DateOnly to)
        {
            var isPast = row.Day < grid.From;
            var (of, day) = isPast ? (past, row.Day.DayNumber - past.From.DayNumber) : (grid, row.Day.DayNumber - grid.From.DayNumber);
            if (PackedSeries.Count(row.ValuesWh) != of.IntervalsOf(day) || (!isPast && row.Day < to && !daysNeeded[day])) return;
            var (first, count) = (of.FirstInterval(day), of.IntervalsOf(day));
            var values = (isPast ? pastWh : valuesWh).AsSpan(first, count);
            PackedSeries.Unpack(row.ValuesWh, values, 1);
            hasPast |= isPast;
            if (row.Quality is null) return;
            var flags = isPast ? pastQuality ??= AllMeasured(past) : quality ??= AllMeasured(grid);
            row.Quality.CopyTo(flags, first);
        }

        public PointSeries ToSeries(Microgrid microgrid)
        {
            GenerationUnit[] units = [.. microgrid.Units.Where(u => entries.Any(e => e.Parts.Any(p => p.Unit == u.Id)))];
            return new PointSeries
            {
                Code = point.Code.Value, Measures = point.Measures, Class = ClassOf(point.Measures, units), Grid = grid, ValuesWh = valuesWh, Quality = quality ?? [], DaysNeeded = daysNeeded,
                RatedCapacityW = point.Measures switch
                {
                    Measurand.Generation => units.Max(u => (long?)u.CapacityW),
                    Measurand.Charge or Measurand.Discharge => microgrid.Storage?.PowerW,
                    _ => null,
                },
                // a sub-meter that is taken off one member and added to another counts once, with the meter before it; of several periods the last says
                BalanceSign = point.Measures == Measurand.Consumption ? entries[^1].Parts.Sum(p => p.Sign) : 1,
                Registers = reads,
                Past = hasPast ? new PastSeries(past, pastWh) { Quality = pastQuality ?? [] } : null,
            };
        }

        private static byte[] AllMeasured(DayGrid of)
        {
            var flags = new byte[of.Intervals];
            flags.AsSpan().Fill((byte)ReadingQuality.Measured);
            return flags;
        }

        private static MeterClass ClassOf(Measurand measures, GenerationUnit[] units) => measures switch
        {
            Measurand.Generation when units.All(u => u.Technology == Technology.Solar) => MeterClass.Solar,
            Measurand.Generation when units.All(u => u.Technology == Technology.Wind) => MeterClass.Wind,
            Measurand.Generation or Measurand.Curtailment => MeterClass.OtherGeneration,
            Measurand.Charge or Measurand.Discharge => MeterClass.Storage,
            Measurand.Consumption => MeterClass.Consumption,
            _ => MeterClass.Gate,
        };
    }
}
