using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Estimation;

/// <summary><c>nightZero</c>: a solar unit generates nothing while the sun is below the end of civil twilight at each interval's midpoint.</summary>
public sealed class NightZero : IEstimationMethod
{
    public string Code => "nightZero";

    public Estimate Fill(EstimationInput input, Gap gap)
    {
        if (input.Series is not { Class: MeterClass.Solar, Measures: Parks.Measurand.Generation }) return Estimate.Cannot("NotSolar");
        if (input.Night() is not { } night) return Estimate.Cannot("NoCoordinates");
        return night.AsSpan(gap.First, gap.Intervals).Contains(false) ? Estimate.Cannot("NotNight") : new long[gap.Intervals];
    }
}
