using System.Collections.Immutable;
using GreenPark.Application.Features.Microgrids;
using EngineRead = GreenPark.Engine.Validation.RegisterRead;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering;

internal static class RegisterReads
{
    /// <summary>Those that nobody has withdrawn.</summary>
    public static IQueryable<RegisterRead> StandingReads(this GreenParkDb db, MicrogridId microgrid) =>
        db.RegisterReads.Where(x => x.MicrogridId == microgrid && !db.RegisterReadWithdrawals.Any(w => w.ReadId == x.Id));

    /// <summary>Reads within a span, its end included, as validation and estimation look at them.</summary>
    public static async Task<Dictionary<MeteringPointId, ImmutableArray<EngineRead>>> InSpanAsync(GreenParkDb db, MicrogridId microgrid, DayGrid grid, CancellationToken cancellationToken)
    {
        var (start, end) = (InstantOf(grid, 0), InstantOf(grid, grid.Intervals));
        var reads = await db.StandingReads(microgrid).AsNoTracking().Where(x => x.At >= start && x.At <= end).ToListAsync(cancellationToken);
        return reads.Where(x => x.IsRead).GroupBy(x => x.MeteringPointId).ToDictionary(x => x.Key, x => InOrder(x));
    }

    /// <summary>Ascending in time; where a meter was exchanged, the one that ends before the one that begins.</summary>
    private static ImmutableArray<EngineRead> InOrder(IEnumerable<RegisterRead> reads)
    {
        var ordered = ImmutableArray.CreateBuilder<EngineRead>();
        foreach (var atOnce in reads.GroupBy(x => x.At).OrderBy(x => x.Key))
        {
            var last = ordered.Count > 0 ? ordered[^1].Serial : null;
            ordered.AddRange(atOnce.OrderByDescending(x => x.Serial == last).ThenBy(x => x.Number).Select(x => new EngineRead(new DateTimeOffset(x.At).ToUnixTimeSeconds(), x.RegisterWh, x.Serial)));
        }
        return ordered.ToImmutable();
    }

    /// <summary>Whether two reads of one instant may be of one meter: one without a serial number is of the meter that was there.</summary>
    public static bool MayBeOneMeter(string serial, string other) => serial.Length == 0 || other.Length == 0 || serial == other;

    /// <summary>An instant by the clock of the place, for who is told of it.</summary>
    public static DateTimeOffset LocalTime(string timeZone, DateTime at) => DayGrid.LocalTime(timeZone, new DateTimeOffset(at).ToUnixTimeSeconds());

    /// <summary>What stands against the instant of a read: no interval begins then, or it is yet to come.</summary>
    public static Error? Refusal(Microgrid microgrid, DateTime at, DateTime now)
    {
        if (at > now) return Error.Invalid("register.in_the_future", LocalTime(microgrid.TimeZone, at), LocalTime(microgrid.TimeZone, now));
        var day = DayGrid.LocalDay(microgrid.TimeZone, new DateTimeOffset(at).ToUnixTimeSeconds());
        var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, day, day.AddDays(1));
        return grid.IsSuccess && at.Ticks % TimeSpan.TicksPerSecond == 0 && grid.Value.IndexOf(new DateTimeOffset(at).ToUnixTimeSeconds()) >= 0 ? null
            : Error.Invalid("register.off_grid", LocalTime(microgrid.TimeZone, at), microgrid.IntervalMinutes, microgrid.TimeZone);
    }

    private static DateTime InstantOf(DayGrid grid, int interval) => DateTimeOffset.FromUnixTimeSeconds(grid.StartUtcSeconds + interval * grid.IntervalMinutes * 60L).UtcDateTime;
}
