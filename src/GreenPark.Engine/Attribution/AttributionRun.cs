using GreenPark.Engine.Emissions;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Attribution;

/// <summary>
/// A run's table of contents: park file and readings in, result out. Pure: the same input gives the same result, to the Wh and the gram,
/// on any machine. Method page, "One interval, six steps".
/// </summary>
public static class AttributionRun
{
    /// <param name="park">A valid park file.</param>
    /// <param name="readings">The complete readings of whole local days.</param>
    /// <param name="progress">Told the share of intervals done, 0 to 1, about a hundred times; may be null.</param>
    /// <param name="cancellation">Stops the run between two intervals.</param>
    /// <returns>Fails where a member's sum is negative, naming member and interval, or a sum passes 2^63 Wh.</returns>
    public static Result<RunResult> Execute(ParkFile park, ReadingSet readings, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var microgrid = park.Microgrid;
        if (RunSeries.CellsOf(microgrid, readings.Grid) > MostCells)
            return Error.Invalid("run.too_large", readings.Grid.Intervals, microgrid.Members.Length, microgrid.Sources.Length);
        var index = new RegisterIndex(microgrid, readings);
        var series = new RunSeries(microgrid, readings, index);
        var steps = new IntervalSteps(microgrid, series);
        var errors = new ErrorList();
        try
        {
            // within a segment nothing dated begins or ends
            foreach (var segment in SegmentPlan.Of(microgrid, readings.Grid, index))
            {
                for (var interval = segment.First; interval < segment.End; interval++)
                {
                    if (interval % ReportEvery == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        progress?.Report((double)interval / readings.Grid.Intervals);
                    }
                    var measured = segment.Measure(readings, interval, series);
                    if (measured.NegativeMember >= 0) Refuse(microgrid, readings, interval, measured.NegativeMember, errors);
                    else steps.Run(interval, measured, segment);
                }
            }
            if (errors.Any) return errors.ToFailure<RunResult>();
            var totals = PeriodTotals.Of(series, microgrid, steps.Pool);
            var quality = PeriodQuality.Of(readings, microgrid, steps.BalanceFlagged);
            var emissions = PeriodEmissions.Of(microgrid, series.Sources, totals);
            return new RunResult(park, readings, series, totals, emissions, quality);
        }
        catch (OverflowException)
        {
            // every sum of energy is checked; past 9.2 EWh the readings cannot be energy
            return Error.Invalid("run.energy_too_large");
        }
    }

    private const int ReportEvery = 512;

    /// <summary>8 GiB: two hundred members with four sources over thirty years of quarter-hours.</summary>
    private const long MostCells = 1 << 30;

    private static void Refuse(Microgrid microgrid, ReadingSet readings, int interval, int member, ErrorList errors) =>
        errors.Add(Error.Invalid("run.negative_member_sum", microgrid.Members[member].Code, System.Text.Encoding.UTF8.GetString(readings.Labels[interval].Span))
            with { Place = readings.PlaceOfRow(interval) });
}
