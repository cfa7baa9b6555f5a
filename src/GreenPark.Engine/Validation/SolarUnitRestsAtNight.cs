namespace GreenPark.Engine.Validation;

/// <summary>Solar generation while the sun is below the end of civil twilight: a clock that is wrong, or another meter's data.</summary>
internal sealed class SolarUnitRestsAtNight : MeterRule
{
    public override string Code => "nightGeneration";

    public override void Check(ValidationRun run)
    {
        PointSeries[] units = [.. run.Input.Points.Where(p => p is { Class: MeterClass.Solar, Measures: Parks.Measurand.Generation })];
        if (units.Length == 0) return;
        if (run.Input is not { LatitudeDegrees: { } latitude, LongitudeDegrees: { } longitude })
        {
            run.CannotCheck("NoCoordinates", [.. units.Select(u => u.Code)]);
            return;
        }
        var night = SunPosition.IsBelow(run.Grid, latitude, longitude, run.Thresholds.NightBelowMillidegrees / 1000.0);
        foreach (var unit in units)
        {
            var fullWh = unit.RatedCapacityW is { } capacityW ? (Int128)capacityW * run.Grid.IntervalMinutes / 60 : run.ProfileOf(unit).UsualPeakWh;
            var mostWh = Parts.Saturated(Parts.Ppm(fullWh, run.Thresholds.NightSharePpm));
            foreach (var (first, end) in Spans.Where(night.Length, i => night[i] && unit.ValuesWh[i] > mostWh))
                run.Add(Severity.Warning, [unit.Code], first, end, unit.ValuesWh[first..end].Max(), mostWh, FindingUnit.Wh);
        }
    }
}
