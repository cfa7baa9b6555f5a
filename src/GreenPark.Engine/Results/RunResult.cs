using GreenPark.Engine.Attribution;
using GreenPark.Engine.Emissions;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Results;

/// <summary>All that a run yields; files, statements and charts are projections of it.</summary>
public sealed record RunResult(
    ParkFile Park, ReadingSet Readings, RunSeries Series, PeriodTotals Totals, PeriodEmissions Emissions, PeriodQuality Quality)
{
    public Microgrid Microgrid => Park.Microgrid;
    public DayGrid Grid => Readings.Grid;

    /// <summary>A member's Wh per unit in register order, then <c>storage</c>, 0 where the microgrid has none.</summary>
    public IEnumerable<KeyValuePair<string, long>> AttributedOf(int member)
    {
        for (var k = 0; k < Series.Sources.Length; k++) yield return new(Series.Sources[k], Totals.AttributedWh[k][member]);
        if (Microgrid.Storage is null) yield return new(Codes.Storage, 0);
    }
}

/// <summary>SHA-256 of the input files' raw bytes, lower-case hex, readings in the order given.</summary>
public sealed record InputHashes(string Park, IReadOnlyList<string> Readings);
