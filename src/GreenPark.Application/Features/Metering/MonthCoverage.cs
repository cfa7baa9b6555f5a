using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.ParkFiles;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>Which months of a microgrid have all the readings that a run needs, and what was made of them.</summary>
internal sealed class MonthCoverage(GreenParkDb db)
{
    /// <summary>How far back months are looked at.</summary>
    public const int Months = 24;

    /// <summary>
    /// Newest month first, from the first with readings to the last whole month that is over, or a later one with readings; empty without
    /// any. A day that is not over needs nothing yet.
    /// </summary>
    /// <remarks>Whoever sees certain days only is told of the months that have one of them.</remarks>
    public async Task<List<GetCoverage.Month>> OfAsync(Microgrid microgrid, DateOnly today, CancellationToken cancellationToken)
    {
        var imports = db.ReadingImports.Where(x => x.MicrogridId == microgrid.Id);
        if (!await imports.AnyAsync(cancellationToken)) return [];
        var over = LastWhole(today);
        var (first, last) = ((await imports.MinAsync(x => x.From, cancellationToken)).FirstOfMonth(), (await imports.MaxAsync(x => x.To, cancellationToken)).AddDays(-1).FirstOfMonth());
        if (over > last) last = over;
        if (last.AddMonths(1 - Months) > first) first = last.AddMonths(1 - Months);
        var end = last.AddMonths(1);

        var held = await MissingAsync(microgrid.Id, first, end, cancellationToken);
        var needed = await NeededAsync(microgrid, new DateRange(first, end), cancellationToken);
        var runs = await db.Runs.Where(x => x.MicrogridId == microgrid.Id && x.From < end && x.To > first && x.State != RunState.Superseded)
            .Select(x => new { x.From, x.To, x.Number, x.State }).ToListAsync(cancellationToken);

        var months = new List<GetCoverage.Month>();
        for (var month = last; month >= first; month = month.AddMonths(-1))
        {
            var next = month.AddMonths(1);
            if (!db.Sees(month, next)) continue;
            var (complete, partly, days) = (0, 0, 0);
            foreach (var key in needed.Where(x => x.Day >= month && x.Day < next && x.Day < today))
            {
                days++;
                if (!held.TryGetValue(key, out var missing)) continue;
                if (missing == 0) complete++;
                else partly++;
            }
            var ofMonth = runs.Where(x => x.From <= month && x.To >= next).OrderByDescending(x => x.Number).ToList();
            var final = ofMonth.FirstOrDefault(x => x.State is RunState.Final or RunState.Finalising);
            months.Add(new GetCoverage.Month(month, next <= today, complete, partly, days, final?.Number, ofMonth.FirstOrDefault()?.Number, ofMonth.FirstOrDefault()?.State));
        }
        return months;
    }

    /// <summary>
    /// How many intervals have no reading, for each day of a metering point that has any. A change can leave a row without one: two bytes for
    /// each interval, after the one that says so, and all of them missing.
    /// </summary>
    public async Task<Dictionary<(Code Point, DateOnly Day), int>> MissingAsync(Microgrids.MicrogridId microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        (await db.NewestReadingDays(microgrid, from, to).Where(x => x.ValuesWh.Length != 1 + 2 * x.Missing).Select(x => new { x.Point, x.Day, x.Missing }).ToListAsync(cancellationToken))
            .ToDictionary(x => (x.Point, x.Day), x => x.Missing);

    /// <summary>The days on which each metering point counts, as a run of the span would see them; of days that are not seen nothing is needed, and nothing missing.</summary>
    public async Task<HashSet<(Code Point, DateOnly Day)>> NeededAsync(Microgrid microgrid, DateRange span, CancellationToken cancellationToken)
    {
        var needed = new HashSet<(Code, DateOnly)>();
        foreach (var (point, range, _) in (await RegistersAsync(microgrid, span, cancellationToken)).MeteringEntries())
            for (var day = range.From!.Value; day < range.To; day = day.AddDays(1))
                if (db.Sees(day, day.AddDays(1))) needed.Add((point.Code, day));
        return needed;
    }

    /// <summary>Day after the last of a month's days that are over; its first day where none is.</summary>
    public static DateOnly Over(DateOnly first, DateOnly today) => today <= first ? first : today >= first.AddMonths(1) ? first.AddMonths(1) : today;

    /// <summary>The microgrid's metering points as a run of the span would see them; members by their ids alone.</summary>
    public async Task<PeriodRegisters> RegistersAsync(Microgrid microgrid, DateRange span, CancellationToken cancellationToken) => new(
        microgrid, span, await db.Parks.SingleAsync(x => x.Id == microgrid.ParkId, cancellationToken), new Dictionary<TenantId, Tenants.Tenant>(),
        await db.MeteringPoints.AsNoTracking().AsSplitQuery().Where(x => x.MicrogridId == microgrid.Id)
            .Include(x => x.Periods).ThenInclude(x => x.Parts).OrderBy(x => x.Code).ToListAsync(cancellationToken), []);

    /// <summary>First day of the last month that is over.</summary>
    public static DateOnly LastWhole(DateOnly today) => today.FirstOfMonth().AddMonths(-1);
}
