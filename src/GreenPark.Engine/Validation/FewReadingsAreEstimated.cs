using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>Estimates are declared guesses: beyond a share of the span the result rests on the method rather than on the meter.</summary>
internal sealed class FewReadingsAreEstimated : PointRule
{
    public override string Code => "estimatedShare";

    protected override void Check(PointSeries point, ClassThresholds limits, ValidationRun run)
    {
        var estimated = point.Quality.AsSpan().Count((byte)ReadingQuality.Estimated);
        var present = point.ValuesWh.Length - point.ValuesWh.AsSpan().Count(ReadingsTable.Missing);
        var share = Parts.ShareOf(estimated, present);
        if (share > limits.EstimatedSharePpm)
            run.Add(Severity.Warning, [point.Code], 0, run.Grid.Intervals, share, limits.EstimatedSharePpm, FindingUnit.Ppm, "", estimated);
    }
}
