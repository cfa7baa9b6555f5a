using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Engine.Parks;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Readings of a file that pass what stands behind their metering point. Most often the column, its unit or its multiplier is another: who
/// takes the file is told before, and not by the validation of the month.
/// </summary>
internal sealed class CapacityCheck
{
    /// <summary>Rounding of nameplates and of meters.</summary>
    private const int MarginPercent = 10;

    private readonly Microgrid microgrid;
    private readonly Dictionary<Code, long> mostWh;
    private readonly SortedDictionary<string, (long Count, long WorstWh, DateOnly Day, int Interval)> found = new(StringComparer.Ordinal);

    private CapacityCheck(Microgrid microgrid, Dictionary<Code, long> mostWh) => (this.microgrid, this.mostWh) = (microgrid, mostWh);

    public static async Task<CapacityCheck> OfAsync(GreenParkDb db, Microgrid microgrid, CancellationToken cancellationToken)
    {
        var points = await db.MeteringPoints.AsNoTracking().Include(x => x.Periods).ThenInclude(x => x.Parts).Where(x => x.MicrogridId == microgrid.Id).ToListAsync(cancellationToken);
        var most = new Dictionary<Code, long>();
        foreach (var point in points)
            if (MostW(microgrid, point) is { } watts and > 0) most[point.Code] = (long)((Int128)watts * microgrid.IntervalMinutes / 60 * (100 + MarginPercent) / 100);
        return new CapacityCheck(microgrid, most);
    }

    public void Take(FileDays.ChangedDay day)
    {
        if (!mostWh.TryGetValue(day.Point, out var most)) return;
        for (var i = 0; i < day.Series.Intervals; i++)
        {
            if (day.Series.ValueWh(i) is var wh && wh <= most) continue;
            var known = found.GetValueOrDefault(day.Point.Value);
            found[day.Point.Value] = wh > known.WorstWh ? (known.Count + 1, wh, day.Day, i) : known with { Count = known.Count + 1 };
        }
    }

    /// <summary>One for each metering point.</summary>
    public IEnumerable<PreviewReadings.Note> Notes(string fileName) => found.Select(x => new PreviewReadings.Note(
        Error.Invalid("import.note_above_capacity", x.Key, x.Value.WorstWh, Label(x.Value.Day, x.Value.Interval), mostWh[Code.Of(x.Key)]).At(fileName), x.Value.Count));

    private string Label(DateOnly day, int interval) => DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, day, day.AddDays(1)).Value.Label(interval);

    /// <summary>Null where the registers say nothing: what members can use is what the connection and the park's own plants can bring.</summary>
    private static long? MostW(Microgrid microgrid, MeteringPoint point)
    {
        var storageW = microgrid.Storage?.PowerW ?? 0;
        return point.Measures switch
        {
            Measurand.Generation => microgrid.Units.Where(u => point.Periods.Any(p => p.Parts.Any(x => x.Unit == u.Id))).Sum(u => u.CapacityW),
            Measurand.Charge or Measurand.Discharge => storageW,
            Measurand.Import or Measurand.Export => microgrid.ConnectionCapacityW,
            Measurand.Consumption => microgrid.ConnectionCapacityW + microgrid.Units.Sum(u => u.CapacityW) + storageW,
            _ => null,
        };
    }
}
